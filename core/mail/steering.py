"""What staff may do with letters: send again, stop a mailing that is still held (spec: platform §7)."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from core import guard, history
from core.mail.caps import last_leaves_at
from core.mail.tasks import send_letters
from core.models.letters import Letter, LetterQuerySet, LetterState, Urgency
from core.tasks import ring

MAY_RESEND = [LetterState.FAILED, LetterState.EXPIRED]
MAY_STOP = [LetterState.HELD, LetterState.QUEUED]


def can_resend(letter: Letter) -> bool:
    """Failed or late letters with an address and with words to send: codes and emptied bodies are not sent again."""
    return letter.state in MAY_RESEND and bool(letter.to) and not letter.secret and bool(letter.text or not letter.message_id)


@guard.act
def resend(letter: Letter, by: AbstractBaseUser) -> bool:
    """Put a failed letter back into the queue; False if it has moved meanwhile. The Message-ID stays."""
    rows = Letter.objects.filter(pk=letter.pk, state__in=MAY_RESEND)
    moved = rows.update(state=LetterState.QUEUED, attempts=0, next_try=None, not_before=timezone.now(), expires_at=None, error="")
    if moved:
        history.record(letter, "resent", actor=by, person=letter.person)
        ring(send_letters)
    return bool(moved)


@guard.act
def stop(letters: LetterQuerySet, by: AbstractBaseUser, about: tuple[str, str]) -> int:
    """Stop mass letters that have not left yet; `about` is the (kind, key) of the mailing for the history. Returns how many."""
    waiting = letters.filter(state__in=MAY_STOP, urgency=Urgency.MASS)
    stopped = waiting.update(state=LetterState.CANCELLED, error=_("Отправку остановил сотрудник."))
    if stopped:
        history.record(about, "stopped", now={"letters": stopped}, actor=by)
    return stopped


def leaving(letters: LetterQuerySet, now: datetime) -> tuple[int, datetime]:
    """(how many mass letters still wait, when the last of them will leave)."""
    waiting = letters.filter(state__in=MAY_STOP, urgency=Urgency.MASS).count()
    return waiting, last_leaves_at(waiting, now)
