"""Which letter leaves next, and only from one worker: compare-and-set with a lease (spec: platform §7, reliability §5)."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.mail.caps import open_urgencies, quiet_until
from core.models.letters import Letter, LetterState

LEASE = timedelta(minutes=10)
HOLD = timedelta(minutes=10)
BACK_OFF = [*(timedelta(minutes=minutes) for minutes in (1, 5, 15)), *(timedelta(hours=hours) for hours in (1, 3, 6))]
GIVE_UP = timedelta(hours=48)
EMPTIED = {"text": "", "html": "", "attachments": [], "data": {}}


def sweep(now: datetime) -> None:
    """Let go of what was held long enough, what a dead worker held, and what is too late to send."""
    Letter.objects.filter(state=LetterState.HELD, created_at__lte=now - HOLD).update(state=LetterState.QUEUED)
    late = Letter.objects.filter(state__in=[LetterState.QUEUED, LetterState.HELD], expires_at__lte=now).exclude(to="")
    late.filter(secret=True).update(state=LetterState.EXPIRED, error=_("Срок письма вышел раньше, чем оно ушло."), **EMPTIED)
    late.update(state=LetterState.EXPIRED, error=_("Срок письма вышел раньше, чем оно ушло."))
    Letter.objects.filter(state=LetterState.SENDING, lease_until__lte=now).update(
        state=LetterState.QUEUED, lease_until=None, next_try=None, error=_("Отправка прервалась, попробуем снова.")
    )


def claim(now: datetime) -> Letter | None:
    """The most urgent, oldest letter that may leave now, in state «sending» with a lease that is ours; None if there is none.

    Letters whose reader sleeps are put off to the morning on the way.
    """
    while ready := list(_ready(now)):
        for letter in ready:
            if morning := quiet_until(letter, now):
                Letter.objects.filter(pk=letter.pk, state=LetterState.QUEUED).update(not_before=morning)
            elif _take(letter, now):
                return letter
    return None


def waiting(now: datetime) -> bool:
    """Whether there is more to send at once."""
    return _ready(now).exists()


def back_off(letter: Letter) -> timedelta:
    """How long this letter rests after its last try."""
    return BACK_OFF[min(max(letter.attempts, 1), len(BACK_OFF)) - 1]


def _ready(now: datetime) -> QuerySet[Letter]:
    may = Letter.objects.filter(state=LetterState.QUEUED, urgency__in=open_urgencies(now)).exclude(to="")
    due = may.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), Q(next_try__isnull=True) | Q(next_try__lte=now))
    return due.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now)).order_by("urgency", "created_at", "pk")[:10]


def _take(letter: Letter, now: datetime) -> bool:
    mine = {"state": LetterState.SENDING, "lease_until": now + LEASE, "attempts": letter.attempts + 1}
    taken = Letter.objects.filter(pk=letter.pk, state=LetterState.QUEUED, attempts=letter.attempts).update(**mine)
    for name, value in mine.items():
        setattr(letter, name, value)
    return bool(taken)
