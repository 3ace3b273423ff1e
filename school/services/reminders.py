"""Reminders by rule: from ten where the reader lives, one digest a person a day, an own switch (spec: school §6).

What a day could not tell, because the site or the mail was down, the next one does; the letters themselves say what was told.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from core import guard
from core.mail.queue import queue
from core.models import Letter
from core.models.letters import LetterState
from people.models import User
from school.calculators.reminders import CATCH_UP, SURVEY_DAYS, Reason, after_course, beginning, deadlines, silence
from school.models import Enrolment, MentorAssignment
from school.models.outline import programmes_of
from school.models.reminders import RemindersOff
from school.models.survey import waits
from school.services.mentor_queue import waiting_for
from school.states import EnrolmentStatus, RunStatus

TEN, EVENING = time(10), time(22)  # after that readers sleep
OLD = timedelta(days=2)
RECENT = timedelta(days=8)  # longer than any reason is owed


@guard.act
def switch(user: User, *, on: bool) -> None:
    """«Не присылать напоминаний» and back."""
    if on:
        RemindersOff.objects.filter(user=user).delete()
    else:
        RemindersOff.objects.get_or_create(user=user)


def remind_all(now: datetime | None = None) -> int:
    """Queue today's digest for everyone for whom it is between ten and ten in the evening. Returns how many were queued.

    By the clock, each hour; twice changes nothing.
    """
    now = now or timezone.now()
    sent = 0
    for _user, rows in groupby(_studying(now), key=lambda row: row.user_id):
        sent += _remind(list(rows), now)
    return sent


def remind_mentors(now: datetime | None = None) -> int:
    """Tell mentors what has waited for two days, not oftener than each second day. Returns how many letters were queued."""
    now = now or timezone.now()
    acting = MentorAssignment.objects.filter(until__isnull=True, group__run__status=RunStatus.OPEN).values("user")
    mentors = User.objects.filter(pk__in=acting, is_active=True, reminders_off__isnull=True).select_related("region")
    return sum(_tell_mentor(user, now) for user in mentors.order_by("pk"))


def _studying(now: datetime) -> Iterable[Enrolment]:
    """Enrolments whose people may be reminded, person by person; who has today's digest is left out by its key."""
    status = Q(status=EnrolmentStatus.ACTIVE) | Q(
        status=EnrolmentStatus.COMPLETED, completed_at__gte=now - timedelta(days=SURVEY_DAYS + 2) - CATCH_UP
    )
    rows = Enrolment.objects.real().filter(status, run__status=RunStatus.OPEN, user__is_active=True, user__reminders_off=None)
    rows = rows.select_related("user__region", "run", "region", "course__page").order_by("user", "pk")
    return [row for row in rows if _is_day(row.user, now)]


def _remind(rows: list[Enrolment], now: datetime) -> int:
    user = rows[0].user
    series = f"school.reminders:{user.public_id}:"
    today = _here(user, now).date().isoformat()
    sent = {key.removeprefix(series): data.get("reasons", []) for key, data in _told(series, now)}
    if today in sent:
        return 0
    told = [(line, day) for day, lines in sent.items() for line in lines]
    reasons = [one for one in _reasons(rows, user, now) if not any(one.was_told(line, day) for line, day in told)]
    if reasons:
        _queue(user, rows, reasons, f"{series}{today}", now)
    return bool(reasons)


def _told(series: str, now: datetime) -> Iterable[tuple[str, dict]]:
    """The person's digests of the last days but for those that came too late to leave."""
    late = Q(state__in=[LetterState.QUEUED, LetterState.HELD], expires_at__lte=now) & ~Q(to="")
    rows = Letter.objects.filter(key__startswith=series, created_at__gte=now - RECENT)
    return rows.exclude(late | Q(state=LetterState.EXPIRED)).values_list("key", "data")


def _reasons(rows: list[Enrolment], user: User, now: datetime) -> list[Reason]:
    today, zone = _here(user, now).date(), zone_of(user)
    active = [row for row in rows if row.status == EnrolmentStatus.ACTIVE]
    programmes = programmes_of(active)
    found: list[Reason] = []
    for row in active:
        begun = row.run.starts is None or row.run.starts <= now
        found += deadlines(row, programmes[row.pk], now, zone)
        found += silence(row, programmes[row.pk], today) if begun else beginning(row, row.run.starts, now, zone)
    for row in rows:
        if row.status == EnrolmentStatus.COMPLETED and (asked := _survey(row, today, zone)) and waits(row):
            found += asked
    return found


def _survey(row: Enrolment, today: date, zone: ZoneInfo) -> list[Reason]:
    return list(after_course(row, row.completed_at.astimezone(zone).date(), today)) if row.completed_at else []


@guard.act
def _queue(user: User, rows: list[Enrolment], reasons: list[Reason], key: str, now: datetime) -> None:
    kinds = {str(reason.kind) for reason in reasons}
    first = next(row for row in rows if row.public_id == reasons[0].enrolment)
    local = _here(user, now)
    queue(
        f"school.{kinds.pop()}" if len(kinds) == 1 else "school.reminders",
        first,
        to=user.email or "",
        key=key,
        person=user,
        scope=(f"course:{first.course_id}", *([first.region.code] if first.region else [])),
        data={"reasons": [reason.plain() for reason in reasons]},
        zone=str(zone_of(user)),
        expires_at=datetime.combine(local.date(), EVENING, tzinfo=local.tzinfo),
    )


def _tell_mentor(user: User, now: datetime) -> bool:
    day = _here(user, now).date()
    key = f"school.mentor_digest:{user.public_id}:{day.toordinal() // 2}"
    if not _is_day(user, now) or Letter.objects.filter(key=key).exists():
        return False
    old = [row for row in waiting_for(user) if row.since <= now - OLD]
    if old:
        _queue_mentor(user, key, Counter(str(row.kind) for row in old))
    return bool(old)


@guard.act
def _queue_mentor(user: User, key: str, counts: dict[str, int]) -> None:
    queue(
        "school.mentor_digest", user, to=user.email or "", key=key, person=user, data={"counts": counts}, zone=str(zone_of(user))
    )


def zone_of(user: User) -> ZoneInfo:
    """The person's own zone, the region's, Moscow."""
    try:
        return ZoneInfo(user.zone or (user.region.zone if user.region else settings.TIME_ZONE))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def _here(user: User, now: datetime) -> datetime:
    return now.astimezone(zone_of(user))


def _is_day(user: User, now: datetime) -> bool:
    return TEN <= _here(user, now).time() < EVENING
