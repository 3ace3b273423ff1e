"""Reminders: one digest a day; what was done meanwhile is left out, and an empty one is not sent."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from core.mail import calls
from core.mail.kinds import Content, letter
from core.mail.render import content
from core.models.letters import Letter, Urgency
from people.models import User
from school.calculators.reminders import ReminderKind, last_seen, waits_for_learner
from school.emails.to_learners import coordinators_of, words_of
from school.models import Enrolment
from school.models.outline import programmes_of
from school.models.reminders import RemindersOff
from school.models.survey import waits
from school.states import EnrolmentStatus

KINDS = {
    "deadline_near": _("Скоро срок"),
    "run_starts": _("Скоро начало потока"),
    "silent": _("Давно не заходили"),
    "reminders": _("Напоминания одним письмом"),
}


def reminders(row: Letter) -> Content | None:
    """Every line is read anew: done, past, given up and switched off say nothing."""
    if row.person is None or RemindersOff.objects.filter(user=row.person).exists():
        return None
    lines = lines_of(row)
    if not lines:
        return None
    enrolment = lines[0]["enrolment"]
    words = words_of(enrolment) | {"lines": lines, "my_url": f"{settings.SITE_URL}/school/"}
    return content("school/reminders", row, words)


def lines_of(row: Letter) -> list[dict]:
    """The reasons that still hold, with what the templates say of them."""
    told = row.data.get("reasons", [])
    rows = Enrolment.objects.filter(public_id__in=[one["enrolment"] for one in told])
    enrolments = {one.public_id: one for one in rows.select_related("run__course__page", "course__page", "user", "region")}
    programmes = programmes_of(one for one in enrolments.values() if one.status == EnrolmentStatus.ACTIVE)
    found = [_line(one, enrolments[one["enrolment"]], programmes) for one in told if one["enrolment"] in enrolments]
    return [one for one in found if one]


def _line(reason: dict, enrolment: Enrolment, programmes: dict) -> dict | None:
    shown = programmes.get(enrolment.pk)
    day = date.fromisoformat(reason["day"])
    said = {"kind": reason["kind"], "enrolment": enrolment, "course": enrolment.run.course.page.title, "day": day}
    said |= {"hard": reason.get("hard"), "url": f"{settings.SITE_URL}/school/courses/{enrolment.course_id}/next/"}
    if reason["kind"] == ReminderKind.SURVEY:
        return said | {"url": f"{settings.SITE_URL}/school/{enrolment.public_id}/survey/"} if waits(enrolment) else None
    if shown is None:
        return None
    if reason["kind"] == ReminderKind.SILENT:
        return said if last_seen(enrolment) == day else None
    if reason["kind"] == ReminderKind.STARTS:
        return said if _ahead(enrolment.run.starts) else None
    line = next((one for one in shown.lines if one.item.pk == reason["item"]), None)
    if line is None or not waits_for_learner(line) or not _ahead(line.terms.hard if said["hard"] else line.terms.soft):
        return None
    return said | {"line": line, "url": f"{settings.SITE_URL}/school/lessons/{line.item.activity_id}/"}


def _ahead(moment: datetime | None) -> bool:
    return moment is not None and moment > timezone.now()


@letter("school.mentor_digest", _("Наставника ждут"), urgency=Urgency.REMINDER)
def mentor_digest(row: Letter) -> Content | None:
    """How much waits, by kind."""
    user = User.objects.get(pk=row.person_id)
    if RemindersOff.objects.filter(user=user).exists():
        return None
    words = {"name": user.get_short_name(), "counts": row.data["counts"], "mentor_url": f"{settings.SITE_URL}/school/mentor/"}
    return content("school/mentor_digest", row, words)


def _say(row: Letter) -> str:
    lines = lines_of(row)
    return __("Напомнить о курсе «%(course)s».") % {"course": lines[0]["course"] if lines else ""}


def _callers(row: Letter) -> QuerySet:
    return coordinators_of(Enrolment.objects.get(public_id=row.about_key))


for _name, _title in KINDS.items():
    letter(f"school.{_name}", _title, urgency=Urgency.REMINDER)(reminders)
    calls.register(f"school.{_name}", _say, [], _callers)
