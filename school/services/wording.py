"""What is frozen on the School's papers: plain Russian without a gender, taken from the course page as it is today."""

from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.moments import local, span
from core.papers.facsimiles import mark
from core.plurals import counted
from people.models import User
from regions.living import phone_for
from school.models import CoursePage, Enrolment, RunItem
from school.models.certificate import NameCheck

ALWAYS_WITH_YEAR = date.min  # a paper is read in other years too


@dataclass(frozen=True)
class Names:
    """A name as it stands on a paper."""

    surname: str
    name: str
    patronymic: str = ""

    @property
    def complete(self) -> bool:
        """Surname and name are there."""
        return bool(self.surname and self.name)

    @property
    def full(self) -> str:
        """«Соловьёва Анна Викторовна»."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)


def names_of(enrolment: Enrolment) -> Names:
    """As the learner confirmed it for this course, else as the profile has it now."""
    if check := NameCheck.objects.filter(enrolment=enrolment).first():
        return Names(check.surname, check.name, check.patronymic)
    return profile_names(enrolment.user)


def profile_names(user: User) -> Names:
    """The name in the profile."""
    return Names(user.last_name.strip(), user.first_name.strip(), user.patronymic.strip())


def certificate_data(enrolment: Enrolment, names: Names) -> dict:
    """A certificate's frozen words. Five queries; nothing slow, so it may be called inside an act."""
    page = enrolment.course.page
    with translation.override("ru"):
        starts, ends = studied(enrolment)
        words = {
            "title": page.title,
            "hours": counted(page.hours, _("академического часа,академических часов,академических часов")),
        }
        text = page.certificate_text.strip() or _said(words, page.hours)
        return _common(enrolment, page, names, starts, ends) | {
            "title": _("Сертификат"),
            "text": text,
            "note": _note(enrolment, page, starts, ends),
        }


def letter_data(enrolment: Enrolment, names: Names, to: str) -> dict:
    """«Просим отпустить на учёбу»: before and during a course."""
    page, run = enrolment.course.page, enrolment.run
    with translation.override("ru"):
        if run.self_paced or not run.starts:
            starts = ends = None
            lessons = _("дистанционно, в удобное для слушателя время")
        else:
            starts = _day(run.starts, run.zone)
            ends = _day(run.ends, run.zone) if run.ends else None
            lessons = (
                span(starts, ends, today=ALWAYS_WITH_YEAR) if ends else _("с %s") % span(starts, None, today=ALWAYS_WITH_YEAR)
            )
        facts = [*_facts(page, names), [_("Занятия"), lessons]]
        return _signed_by_one(_common(enrolment, page, names, starts, ends)) | {
            "title": _("Письмо работодателю"),
            "to": to,
            "opening": _("Просим отпустить на учёбу вашего сотрудника и по возможности освободить время для занятий."),
            "facts": facts,
            "closing": _(
                "Учёба бесплатна и для слушателя, и для организации. Тот, кто пройдёт курс целиком, получит сертификат, "
                "а для работодателя мы выдадим справку."
            ),
            "note": "",
        }


def reference_data(enrolment: Enrolment, names: Names, to: str, certificate: str) -> dict:
    """A справка of a completed course; `certificate`: number of the valid certificate, if there is one."""
    page = enrolment.course.page
    with translation.override("ru"):
        starts, ends = studied(enrolment)
        facts = [*_facts(page, names), [_("Учёба"), span(starts, ends, today=ALWAYS_WITH_YEAR)]]
        if certificate:
            facts.append([_("Сертификат"), f"№ {certificate}"])
        return _signed_by_one(_common(enrolment, page, names, starts, ends)) | {
            "title": _("Справка об обучении"),
            "to": to,
            "opening": _("Справка подтверждает, что курс пройден полностью."),
            "facts": facts,
            "closing": _("Справка дана для предъявления по месту работы."),
            "note": _note(enrolment, page, None, None),
        }


def studied(enrolment: Enrolment) -> tuple[date, date]:
    """First and last day of study: of the run, or of the person where the pace is one's own."""
    run = enrolment.run
    ends = _day(enrolment.completed_at, run.zone)
    began = enrolment.active_from if run.self_paced else run.starts
    return min(_day(began or enrolment.created_at, run.zone), ends), ends


def _said(words: dict, hours: int) -> str:
    if hours:
        return _("Курс «%(title)s» пройден полностью, в объёме %(hours)s.") % words
    return _("Курс «%(title)s» пройден полностью.") % words


def _note(enrolment: Enrolment, page: CoursePage, starts: date | None, ends: date | None) -> str:
    said = [_("Учёба: %s") % span(starts, ends, today=ALWAYS_WITH_YEAR)] if starts else []  # ends in «г.»
    if page.hours:
        items = RunItem.objects.filter(run_id=enrolment.run_id, required=True, retired_in__isnull=True).count()
        lessons = counted(items, _("обязательное занятие,обязательных занятия,обязательных занятий"))
        said.append(_("Объём посчитан в академических часах по 45 минут: %s курса и самостоятельная работа.") % lessons)
    said.append(_("Это сертификат, не удостоверение о повышении квалификации.") if starts else "")
    return " ".join(part for part in said if part)


def _facts(page: CoursePage, names: Names) -> list[list[str]]:
    hours = counted(page.hours, _("академический час,академических часа,академических часов"))
    facts = [[_("Фамилия, имя, отчество"), names.full], [_("Курс"), f"«{page.title}»"], [_("Объём"), hours]]
    return facts if page.hours else facts[:2]


def _common(enrolment: Enrolment, page: CoursePage, names: Names, starts: date | None, ends: date | None) -> dict:
    signers = page.signatories.select_related("facsimile").order_by("sort_order", "pk")
    return asdict(names) | {
        "occasion": page.title,
        "hours": page.hours,
        "from": starts.isoformat() if starts else "",
        "to": ends.isoformat() if ends else "",
        "issuer": _("Межрегиональная школа фондов местных сообществ"),
        "site": settings.WAGTAIL_SITE_NAME,
        "phone": phone_for(enrolment.region).phone,
        "signers": [{"name": one.name, "role": one.position, "facsimile": mark(one.facsimile)} for one in signers],
    }


def _signed_by_one(data: dict) -> dict:
    """A letter keeps to one page and is signed by whoever stands first on the course page."""
    return data | {"signers": data["signers"][:1]}


def _day(moment: object, zone: str) -> date:
    return local(moment, zone).date()
