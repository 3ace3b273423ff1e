"""Letters leave: claimed, made up at the first claim, handed over, marked; each once (spec: platform §7, reliability §5)."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.mail import claiming
from core.mail.kinds import kind_of
from core.mail.message import build, message_id, stored
from core.mail.transport import AnswerLost, Link, NoSuchBox, RefusedForNow, ServerAway
from core.models.letters import Letter, LetterState

log = logging.getLogger("core.mail")
RUN_SECONDS, RUN_LETTERS = 45, 300
AWAY_AT_MOST = timedelta(minutes=5)  # a healed server gets the oldest letter within ten minutes
LOST_ANSWERS, BOUNCED = "answers_lost", "bounced"


def send_due(seconds: float = RUN_SECONDS) -> int:
    """Send what may leave now, the most urgent first, for at most so many seconds; returns how many left.

    Stops when the server is away: the other letters wait for the next minute untouched.
    """
    claiming.sweep(timezone.now())
    link = Link(settings.EMAIL_URL) if settings.EMAIL_URL else None
    end, sent = time.monotonic() + seconds, 0
    try:
        for _number in range(RUN_LETTERS):
            if time.monotonic() > end or (letter := claiming.claim(timezone.now())) is None:
                break
            try:
                sent += send_one(letter, link)
            except ServerAway:
                break
    finally:
        if link is not None:
            link.close()
    return sent


def send_one(letter: Letter, link: Link | None) -> bool:
    """Send a claimed letter; without a link it stays in the development mailbox as sent. False if it did not leave.

    Raises ServerAway after the letter is back in the queue.
    """
    if not _made_up(letter):
        return False
    try:
        if link is not None:
            message = build(letter)
            link.hand_over(message.message(), settings.DEFAULT_FROM_EMAIL, message.to[0])
    except NoSuchBox as error:
        _save(letter, data=letter.data | {BOUNCED: True})
        _finish(letter, LetterState.FAILED, str(error))
    except AnswerLost as error:
        _answer_lost(letter, str(error))
        raise ServerAway(str(error)) from error
    except ServerAway as error:
        _put_off(letter, str(error), min(claiming.back_off(letter), AWAY_AT_MOST))
        raise
    except RefusedForNow as error:
        _put_off(letter, str(error), claiming.back_off(letter))
    except ValueError as error:
        _finish(letter, LetterState.FAILED, _("Письмо не отправить на такой адрес: %s") % error)
    else:
        _finish(letter, LetterState.SENT, "", empty=letter.secret and link is not None)
        return True
    return False


def _made_up(letter: Letter) -> bool:
    """Make the words at the first claim and keep them, so that a later try sends the same. False if nothing is to be sent."""
    kind = kind_of(letter.kind)
    if letter.message_id or kind is None:
        if not letter.message_id:
            _save(letter, message_id=message_id(letter))
        return True
    try:
        words = kind.make(letter)
    except Exception as error:
        log.exception("letter %s: no words", letter.kind)
        _put_off(letter, _("Не удалось составить письмо (%s).") % type(error).__name__, claiming.back_off(letter))
        return False
    if words is None:
        _finish(letter, LetterState.CANCELLED, _("Сообщать уже не о чем."))
        return False
    _save(
        letter,
        subject=words.subject,
        text=words.text,
        html=words.html,
        attachments=stored(words.attachments),
        message_id=message_id(letter),
    )
    return True


def _answer_lost(letter: Letter, error: str) -> None:
    """One more try after a lost answer, never a third: at most one double, and the same Message-ID on it."""
    lost = letter.data.get(LOST_ANSWERS, 0) + 1
    _save(letter, data=letter.data | {LOST_ANSWERS: lost})
    if lost > 1:
        _finish(letter, LetterState.FAILED, _("Почтовый сервер дважды взял письмо и не ответил. Скорее всего, оно дошло."))
    else:
        _put_off(letter, error, claiming.back_off(letter))


def _put_off(letter: Letter, error: str, rest: timedelta) -> None:
    now = timezone.now()
    if now - max(letter.created_at, letter.not_before or letter.created_at) >= claiming.GIVE_UP:
        _finish(letter, LetterState.FAILED, error)
    else:
        _mine(letter)(state=LetterState.QUEUED, next_try=now + rest, lease_until=None, error=error[:500])


def _finish(letter: Letter, state: LetterState, error: str, *, empty: bool | None = None) -> None:
    """The end of a letter; a secret one keeps nothing of its code."""
    sent_at: datetime | None = timezone.now() if state == LetterState.SENT else None
    gone = claiming.EMPTIED if (letter.secret if empty is None else empty) else {}
    _mine(letter)(state=state, error=error[:500], sent_at=sent_at, lease_until=None, next_try=None, **gone)


def _save(letter: Letter, **changes: object) -> None:
    _mine(letter)(**changes)


def _mine(letter: Letter) -> Callable[..., None]:
    """Writes only while the claim is still ours (same try, still «sending»), and into the object in hand."""

    def write(**changes: object) -> None:
        rows = Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING, attempts=letter.attempts)
        rows.update(**changes)
        for name, value in changes.items():
            setattr(letter, name, value)

    return write
