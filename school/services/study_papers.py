"""The letter to the employer and the справка: by the learner's own press, for the own enrolment (spec: living-people §4)."""

from core import guard, history
from core.papers import issuing
from people.models import User
from school.models import Enrolment
from school.models.certificate import Certificate
from school.models.study_paper import StudyPaper, StudyPaperEdition, StudyPaperKind
from school.services.certificates import SERIES, CertificateRefused
from school.services.wording import letter_data, names_of, reference_data
from school.states import EnrolmentStatus

TEMPLATE = "letter"


def offered(enrolment: Enrolment) -> StudyPaperKind | None:
    """Which paper the person may have now: the letter while studying, the справка after the course."""
    if enrolment.is_preview:
        return None
    return {EnrolmentStatus.ACTIVE: StudyPaperKind.LETTER, EnrolmentStatus.COMPLETED: StudyPaperKind.REFERENCE}.get(
        enrolment.status
    )


@guard.act
def make_paper(enrolment: Enrolment, kind: str, *, to: str, by: User) -> StudyPaper:
    """Give the paper; pressed again it is the same one, with other words (addressee, name) a new edition of it.

    Raises CertificateRefused («not_completed» where this paper is not for now, «no_name»). Side effects: history, the file later.
    """
    guard.hold(enrolment)
    row = Enrolment.objects.select_related("user", "run", "course__page", "region").get(pk=enrolment.pk)
    if offered(row) != kind or row.user.erased_at:
        raise CertificateRefused("not_completed")
    edition = StudyPaperEdition(template=TEMPLATE, data=_data(row, kind, to), by=by)
    paper = StudyPaper.objects.filter(enrolment=row, kind=kind, revoked_at__isnull=True).first()
    if paper is None:
        paper = StudyPaper(enrolment=row, kind=kind)
        issuing.issue(paper, edition, series=SERIES)
    elif paper.newest.data == edition.data:
        return paper
    else:
        issuing.renew(paper, edition)
    facts = {"number": paper.number, "kind": kind, "edition": edition.n}
    history.record(paper, "study_paper_made", now=facts, actor=by, person=row.user, audience=history.PERSON)
    return paper


def _data(enrolment: Enrolment, kind: str, to: str) -> dict:
    names = names_of(enrolment)
    if not names.complete:
        raise CertificateRefused("no_name")
    if kind == StudyPaperKind.LETTER:
        return letter_data(enrolment, names, to)
    valid = Certificate.objects.valid().filter(enrolment=enrolment).first()
    return reference_data(enrolment, names, to, valid.number if valid else "")
