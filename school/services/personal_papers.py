"""What papers keep about a person: told, given with their files, emptied of the name (spec: platform §6, school §4)."""

from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import guard
from core.models.papers import AbstractEdition
from core.papers.making import throw_away
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, PersonalFile, Section, register
from school.models import Enrolment
from school.models.certificate import Certificate, CertificateEdition, NameCheck, NameRequest
from school.models.study_paper import StudyPaper, StudyPaperEdition

OF_PERSON = ("surname", "name", "patronymic", "to", "facts")
COVERS = (
    "school.CertificateEdition.data",
    "school.CertificateEdition.by",
    "school.StudyPaperEdition.data",
    "school.StudyPaperEdition.by",
    "school.NameCheck.surname",
    "school.NameCheck.name",
    "school.NameCheck.patronymic",
    "school.NameRequest.surname",
    "school.NameRequest.name",
    "school.NameRequest.patronymic",
    "school.NameRequest.by",
)


def describe(user: User) -> list[Section]:
    """Each paper in one line."""
    lines = [f"{one.data.get('title', '')} № {one.paper.number}: {one.data.get('occasion', '')}" for one in _editions(user)]
    note = _("Чтобы подтвердить обучение тому, кому вы покажете бумагу. Храним десять лет: имя и курс.")
    return [Section(_("Сертификаты и справки Школы"), lines, note)]


def export(user: User) -> Exported:
    """Words and files of every edition."""
    editions = _editions(user)
    files = [PersonalFile(f"{one.paper.number}-{one.n}.pdf", partial(_read, one)) for one in editions if one.file]
    rows = [{"number": one.paper.number, "edition": one.n, "at": one.at.isoformat(), "words": one.data} for one in editions]
    return Exported({"papers": rows}, files)


def erase(user: User, dry_run: bool) -> Erased:
    """Name, addressee and files go; number, course, hours and days stay, the check page says that the owner asked for it."""
    editions = [one for one in _editions(user) if one.paper.erased_at is None]
    if not dry_run:
        _empty(user)
        for one in _editions(user):
            throw_away(one)
    kept = {str(_("номер, курс, часы и даты")): str(_("без имени: чтобы проверка номера отвечала правду"))} if editions else {}
    return Erased({str(_("сертификаты и справки")): len(editions)}, kept)


def register_source() -> None:
    """Called once from the app's `ready`."""
    register(PersonalDataSource("school_papers", _("Сертификаты и справки"), describe, export, erase, COVERS))


@guard.act
def _empty(user: User) -> None:
    guard.hold(user, *Enrolment.objects.filter(user=user))
    now = timezone.now()
    for paper, edition in ((Certificate, CertificateEdition), (StudyPaper, StudyPaperEdition)):
        rows = edition.objects.filter(paper__enrolment__user=user)
        for row in rows.only("pk", "data"):
            rest = {key: said for key, said in row.data.items() if key not in OF_PERSON}
            edition.objects.filter(pk=row.pk).update(data=rest, file="", size=0)
        paper.objects.filter(enrolment__user=user, erased_at__isnull=True).update(erased_at=now)
    Certificate.objects.filter(enrolment__user=user).exclude(why="").update(why=_("причина удалена с данными владельца"))
    NameRequest.objects.filter(certificate__enrolment__user=user).delete()
    NameCheck.objects.filter(enrolment__user=user).delete()


def _editions(user: User) -> list[AbstractEdition]:
    return [*_rows(CertificateEdition, user), *_rows(StudyPaperEdition, user)]


def _rows(model: type[AbstractEdition], user: User) -> QuerySet[AbstractEdition]:
    return model.objects.filter(paper__enrolment__user=user).select_related("paper").order_by("at", "pk")


def _read(edition: AbstractEdition) -> bytes:
    with edition.file.open("rb") as file:
        return file.read()
