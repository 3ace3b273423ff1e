"""What the School keeps about a person: told, exported, erased (spec: platform §6, reliability §10)."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import guard
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, Section, register
from school.models import ActivityProgress, Enrolment, LearningEvent, MentorAssignment, SelfCheckAnswer
from school.services.enrolling import leave
from school.states import STUDIES, WAITS

COVERS = (
    "school.Enrolment.user",
    "school.Enrolment.organisation_name",
    "school.LearningEvent.actor",
    "school.MentorAssignment.user",
)


def describe(user: User) -> list[Section]:
    """Each enrolment in one line, and the groups the person mentors."""
    studies = [f"{row.run}: {row.get_status_display()}, {_('записан')} {row.created_at:%d.%m.%Y}" for row in _rows(user)]
    mentors = [str(one.group) for one in MentorAssignment.objects.filter(user=user).select_related("group").order_by("pk")]
    return [
        Section(_("Учёба в Школе"), studies, _("Ответы и работы храним год после курса, итоги десять лет: имя и курс.")),
        Section(_("Группы, которым вы наставник"), mentors),
    ]


def export(user: User) -> Exported:
    """Enrolments with what was passed and answered, as plain rows."""
    return Exported({"enrolments": [_plain(row) for row in _rows(user)]})


def erase(user: User, dry_run: bool) -> Erased:
    """Answers and words go, seats are freed; course, state and region stay without a name, as counts of reports."""
    rows = list(_rows(user))
    counts = {
        str(_("записи на курсы")): len(rows),
        str(_("ответы на вопросы")): SelfCheckAnswer.objects.filter(enrolment__user=user).count(),
    }
    if not dry_run:
        for row in rows:
            if row.status in {*STUDIES, *WAITS}:
                leave(row, by=user)
        _erase(user)
    return Erased(counts, {str(_("курс, состояние и регион")): str(_("без имени: для отчётов о числе учеников"))} if rows else {})


def register_source() -> None:
    """Called once from the app's `ready`."""
    register(PersonalDataSource("school", _("Школа"), describe, export, erase, COVERS))


@guard.act
def _erase(user: User) -> None:
    guard.hold(user)
    Enrolment.objects.filter(user=user).update(motivation="", organisation=None, organisation_name="")
    SelfCheckAnswer.objects.filter(enrolment__user=user).delete()
    LearningEvent.objects.filter(enrolment__user=user).update(data={}, note="")
    MentorAssignment.objects.filter(user=user, until__isnull=True).update(until=timezone.now())


def _rows(user: User) -> QuerySet[Enrolment]:
    return Enrolment.objects.of(user).real().select_related("run", "region", "organisation").order_by("created_at", "pk")


def _plain(row: Enrolment) -> dict:
    passed = ActivityProgress.objects.filter(enrolment=row).order_by("pk").values_list("activity_id", "state", "completed_at")
    answers = SelfCheckAnswer.objects.filter(enrolment=row).order_by("pk")
    return {
        "run": str(row.run),
        "status": str(row.get_status_display()),
        "motivation": row.motivation,
        "organisation": str(row.organisation or row.organisation_name),
        "enrolled_at": row.created_at.isoformat(),
        "completed_at": row.completed_at.isoformat() if row.completed_at else None,
        "activities": [
            {"activity": activity, "state": state, "at": at.isoformat() if at else None} for activity, state, at in passed
        ],
        "answers": [{"question": one.block_id, "answer": one.answer, "right": one.right} for one in answers],
    }
