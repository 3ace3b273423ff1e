"""What «Мой кабинет» shows of a person: read from the features' own QuerySets, in a fixed number of queries."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Registration
from people import roles
from people.models import User
from people.rules import can_see_people, has_any_role, is_administrator, works_in_admin
from school.calculators.programme import Programme
from school.models import Enrolment
from school.models.outline import programmes_of
from school.roles import manages_school
from school.services.desk_rows import at_desk_of
from school.services.mentor_queue import counts_for
from school.states import READS, EnrolmentStatus

TICKET = "ticket"  # the purpose of an entry's secret link


@dataclass(frozen=True)
class Study:
    """An enrolment with its programme, None while the person waits."""

    enrolment: Enrolment
    programme: Programme | None

    @property
    def goes_on(self) -> bool:
        return bool(self.programme and self.programme.next_line and self.enrolment.status == "active")


@dataclass(frozen=True)
class Desk:
    """A door to a place of work."""

    title: str
    url: str
    hint: str


def studies_of(user: User) -> list[Study]:
    """The person's courses, the one studied last first. Three queries whatever their number."""
    rows = list(
        Enrolment.objects.of(user)
        .real()
        .exclude(status__in=["withdrawn", "refused", "expelled"])
        .select_related("run__course__page")
    )
    rows.sort(key=lambda row: (row.last_seen_on or row.created_at.date(), row.pk), reverse=True)
    reading = [row for row in rows if row.status in READS]
    shown = programmes_of(reading)
    return [Study(row, shown.get(row.pk)) for row in rows]


def entries_of(user: User) -> tuple[list[Registration], list[Registration]]:
    """(coming, past) entries for events, the next first. One query."""
    rows = Registration.objects.of_person(user).select_related("event__place__territory", "event__host_region", "option")
    for row in rows:
        row.ticket_token = row.link_token(TICKET)
    now = timezone.now()
    coming = [row for row in rows if row.event.ends_at is None or row.event.ends_at >= now]
    past = [row for row in rows if row not in coming]
    coming.sort(key=lambda row: (row.event.starts_at is None, row.event.starts_at or now, row.pk))
    past.sort(key=lambda row: row.event.starts_at or now, reverse=True)
    return coming, past


def desks_of(user: User) -> list[Desk]:
    """Places of work the person's roles open."""
    found = []
    if can_see_people(user):
        found.append(Desk(_("Люди"), "/dashboard/people/", _("Участники региона, карточки с кодами")))
        found.append(Desk(_("Обзвон"), "/dashboard/calls/", _("Кому позвонить сегодня")))
        found.append(Desk(_("Справочник"), "/regions/desk/corrections/", _("Просят исправить, загрузка таблиц")))
    found += _school_desks(user)
    if is_administrator(user):
        found.append(Desk(_("Кто где отвечает"), "/regions/desk/coverage/", _("Координаторы, телефоны, пустые места")))
    if has_any_role(user, roles.ORGANISERS, roles.COORDINATORS) or is_administrator(user):
        found.append(Desk(_("События"), "/events/desk/", _("Участники, места, списки")))
        found.append(Desk(_("Письма"), "/dashboard/letters/", _("Что ушло и что не дошло")))
    if works_in_admin(user):
        found.append(Desk(_("Редакция"), "/admin/", _("Страницы, события, курсы, справочник")))
    return found


def _school_desks(user: User) -> list[Desk]:
    """The School's desk with the requests that wait, a mentor's queue with its length; nothing is asked of the database else."""
    found = []
    if has_any_role(user, roles.METHODOLOGISTS, roles.COORDINATORS) or is_administrator(user):
        asked = at_desk_of(user).filter(status=EnrolmentStatus.REQUESTED).count()
        hint = _("Запросов на курс: %s") % asked if asked else _("Потоки, люди, списки, отчёты")
        found.append(Desk(_("Школа"), "/school/desk/", hint))
        if manages_school(user):
            found.append(Desk(_("Опросы курсов"), "/school/desk/surveys/", _("Что говорят после курса, без имён")))
        found.append(Desk(_("Совместные занятия"), "/school/sessions/", _("Кто был и какие уроки прошли вместе")))
    if has_any_role(user, roles.MENTORS):
        waiting = sum(counts_for(user).values())
        hint = _("Ждут вас: %s") % waiting if waiting else _("Сейчас никто не ждёт")
        found.append(Desk(_("Наставнику"), "/school/mentor/", hint))
    return found
