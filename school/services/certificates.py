"""Certificates: given once for a completed course, corrected under the same number, revoked with a reason (school §3, §7)."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db import IntegrityError
from django.utils import timezone

from core import guard, history
from core.papers import issuing
from people.models import User
from school.models import Enrolment
from school.models.certificate import Certificate, CertificateEdition, NameCheck, NameRequest
from school.services.telling import tell_learner
from school.services.wording import Names, certificate_data, names_of
from school.states import EnrolmentStatus

SERIES, TEMPLATE = 2, "certificate"


class CertificateRefused(Exception):
    """The act cannot be done; `why` is one of «not_completed», «no_name», «issued», «same_name», «gone»."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@guard.act
def issue(enrolment: Enrolment, *, by: User | None) -> Certificate:
    """Give the certificate of a completed course by hand; there is one already: that one comes back.

    Raises CertificateRefused («not_completed», «no_name»). Side effects: history, the letter, the file a little later.
    """
    guard.hold(enrolment)
    return _valid(enrolment) or _issue(_anew(enrolment), by)


def issue_if_due(enrolment: Enrolment) -> Certificate | None:
    """Give the certificate by itself: the run says «auto», the course is completed, the learner has confirmed the name.

    Call inside the act that completed the course, after `guard.hold(enrolment)`. Once only: what was revoked comes back by hand.
    """
    row = _anew(enrolment)
    due = row.run.certificate == "auto" and row.status == EnrolmentStatus.COMPLETED and not row.is_preview
    if not due or not NameCheck.objects.filter(enrolment=row).exists() or row.certificates.exists():
        return None
    return _issue(row, None)


def issue_to(enrolments: Iterable[Enrolment], *, by: User | None) -> tuple[int, list[tuple[Enrolment, str]]]:
    """Give certificates by a list, each in an act of its own: how many are there now, and who got none and why."""
    given, refused = 0, []
    for enrolment in enrolments:
        try:
            issue(enrolment, by=by)
            given += 1
        except CertificateRefused as error:
            refused.append((enrolment, error.why))
    return given, refused


@guard.act
def confirm_name(enrolment: Enrolment, names: Names) -> Certificate | None:
    """«Всё верно»: remember how the learner is to be written, and give the certificate if it is due.

    Raises CertificateRefused: «issued» (then the name is corrected by request), «no_name».
    """
    if not names.complete:
        raise CertificateRefused("no_name")
    guard.hold(enrolment)
    if _valid(enrolment):
        raise CertificateRefused("issued")
    NameCheck.objects.update_or_create(enrolment=enrolment, defaults=asdict(names))
    return issue_if_due(enrolment)


def ask_correction(certificate: Certificate, names: Names, *, note: str, by: User) -> NameRequest:
    """«Попросить исправить»: one open request at a time, the second press gives the first one back.

    Raises CertificateRefused («gone» for a revoked certificate, «same_name»).
    """
    try:
        return _ask(certificate, names, note, by)
    except IntegrityError:
        return NameRequest.objects.get(certificate=certificate, state=NameRequest.State.OPEN)


@guard.act
def _ask(certificate: Certificate, names: Names, note: str, by: User) -> NameRequest:
    guard.hold(certificate.enrolment)
    _refuse_if_gone(certificate)
    if _edition(certificate).full_name == names.full:
        raise CertificateRefused("same_name")
    request = NameRequest.objects.create(certificate=certificate, note=note, **asdict(names))
    history.record(certificate, "name_asked", actor=by, person=certificate.enrolment.user, audience=history.PERSON)
    return request


@guard.act
def reissue(certificate: Certificate, names: Names, *, by: User, reason: str) -> CertificateEdition:
    """Correct the name: a new edition under the same number, all else as it was; open requests are answered by it.

    Raises CertificateRefused («gone», «same_name», «no_name»). Side effects: history, the letter, the file a little later.
    """
    if not names.complete:
        raise CertificateRefused("no_name")
    enrolment = certificate.enrolment
    guard.hold(enrolment)
    _refuse_if_gone(certificate)
    last = _edition(certificate)
    if last.full_name == names.full:
        raise CertificateRefused("same_name")
    edition = CertificateEdition(template=TEMPLATE, data=last.data | asdict(names), by=by, page_revision_id=last.page_revision_id)
    issuing.renew(certificate, edition)
    NameCheck.objects.update_or_create(enrolment=enrolment, defaults=asdict(names))
    _close_requests(certificate, NameRequest.State.DONE, by)
    facts = {"was": {"name": last.full_name}, "now": {"name": names.full, "edition": edition.n}}
    _record(certificate, "certificate_reissued", by, reason=reason, **facts)
    _tell(certificate, "certificate_reissued", f":{edition.n}")
    return edition


@guard.act
def revoke(certificate: Certificate, *, by: User, reason: str) -> None:
    """Take a certificate back; its check page says so from now on, and a later one gets a new number.

    Raises NotAllowed if it was revoked already. Side effects: history, the letter.
    """
    guard.hold(certificate.enrolment)
    person = certificate.enrolment.user
    issuing.revoke(certificate, reason=reason, by=by, person=person, verb="certificate_revoked")
    _close_requests(certificate, NameRequest.State.DECLINED, by, reason)
    _tell(certificate, "certificate_revoked")


@guard.act
def decline_correction(certificate: Certificate, *, by: User, answer: str) -> None:
    """Leave the name as it is and say why; the learner reads the answer and gets a letter. Nothing to answer: nothing happens."""
    guard.hold(certificate.enrolment)
    open_one = NameRequest.objects.filter(certificate=certificate, state=NameRequest.State.OPEN).first()
    if open_one is None:
        return
    _close_requests(certificate, NameRequest.State.DECLINED, by, answer)
    _record(certificate, "name_kept", by, reason=answer)
    _tell(certificate, "certificate_name_kept", f":{open_one.public_id}")


def _issue(enrolment: Enrolment, by: User | None) -> Certificate:
    if enrolment.status != EnrolmentStatus.COMPLETED or enrolment.is_preview or enrolment.user.erased_at:
        raise CertificateRefused("not_completed")
    names = names_of(enrolment)
    if not names.complete:
        raise CertificateRefused("no_name")
    certificate = Certificate(enrolment=enrolment)
    page = enrolment.course.page
    edition = CertificateEdition(
        template=TEMPLATE, data=certificate_data(enrolment, names), by=by, page_revision_id=page.live_revision_id
    )
    issuing.issue(certificate, edition, series=SERIES)
    _record(certificate, "certificate_issued", by, now={"number": certificate.number})
    _tell(certificate, "certificate_issued")
    return certificate


def _anew(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("user", "run", "course__page", "region").get(pk=enrolment.pk)


def _valid(enrolment: Enrolment) -> Certificate | None:
    return Certificate.objects.valid().filter(enrolment=enrolment).first()


def _edition(certificate: Certificate) -> CertificateEdition:
    return CertificateEdition.objects.filter(paper=certificate).order_by("-n")[0]


def _refuse_if_gone(certificate: Certificate) -> None:
    certificate.refresh_from_db(fields=["revoked_at", "erased_at"])
    if certificate.revoked_at or certificate.erased_at:
        raise CertificateRefused("gone")


def _close_requests(certificate: Certificate, state: str, by: User, answer: str = "") -> None:
    rows = NameRequest.objects.filter(certificate=certificate, state=NameRequest.State.OPEN)
    rows.update(state=state, closed_at=timezone.now(), by=by, answer=answer)


def _record(certificate: Certificate, verb: str, by: User | None, **facts: object) -> None:
    history.record(certificate, verb, actor=by, person=certificate.enrolment.user, audience=history.PERSON, **facts)


def _tell(certificate: Certificate, kind: str, turn: str = "") -> None:
    tell_learner(certificate.enrolment, kind, about=certificate, key=f"{certificate.public_id}{turn}")
