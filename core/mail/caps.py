"""When letters may leave: caps of the hoster, quiet hours of the reader, how long a mailing takes (spec: living-people §2)."""

from datetime import datetime, time, timedelta

from django.conf import settings

from core.mail.render import reader_zone
from core.models.letters import Letter, Urgency

EVENING, MORNING = time(22), time(9)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def quiet_until(letter: Letter, now: datetime) -> datetime | None:
    """The reader's next 09:00 if it is night there and the letter is no code and no answer just asked for, else None."""
    if letter.urgency <= Urgency.ACT:
        return None
    local = now.astimezone(reader_zone(letter))
    if MORNING <= local.time() < EVENING:
        return None
    morning = local.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    return morning if local.time() < MORNING else morning + DAY


def open_urgencies(now: datetime) -> list[int]:
    """Which letters may leave this moment: codes always, others within the minute's cap, mass letters within all three."""
    allowed: list[int] = [Urgency.CODE]
    if _left_since(now - MINUTE) >= settings.MAIL_PER_MINUTE:
        return allowed
    allowed += [Urgency.ACT, Urgency.REMINDER]
    if _left_since(now - HOUR) < settings.MAIL_PER_HOUR and _left_since(now - DAY) < settings.MAIL_PER_DAY:
        allowed.append(Urgency.MASS)
    return allowed


def last_leaves_at(waiting: int, now: datetime) -> datetime:
    """When the last of so many mass letters will have left, if nothing else is sent: what their sender is shown."""
    days, rest = divmod(max(waiting - 1, 0), settings.MAIL_PER_DAY)
    hours, rest = divmod(rest, settings.MAIL_PER_HOUR)
    return now + timedelta(days=days, hours=hours, minutes=rest // settings.MAIL_PER_MINUTE)


def _left_since(moment: datetime) -> int:
    return Letter.objects.filter(sent_at__gt=moment).exclude(urgency=Urgency.CODE).count()
