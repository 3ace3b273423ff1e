"""The minute clock's part of «Обзвон»: which letters become calls, which calls a person's own act overtook."""

import logging
from datetime import datetime
from functools import partial

from django.db import IntegrityError, models
from django.db.models import Q
from django.utils.translation import gettext as _

from core import guard
from core.mail.calls import CallKind, call_kinds, kind_of
from core.mail.kinds import kind_of as letter_kind
from core.mail.sending import BOUNCED
from core.models.calls import PhoneCall
from core.models.letters import Letter, LetterState, Urgency
from core.plain import one_line

log = logging.getLogger("core.mail")
BATCH = 200
NOBODY = "nobody"  # scope word of a call that no coordinator will make: the administrators are told


def make_calls(now: datetime) -> int:
    """Make the call rows that are due and close those whose person has acted; returns how many were made. One act per row."""
    made = sum(_call(letter) for letter in _unreadable(now))
    made += sum(_call(letter) for kind in call_kinds().values() if kind.silent_after for letter in _silent(kind, now))
    for call in PhoneCall.objects.open().filter(letter__kind__in=call_kinds()).select_related("letter")[: BATCH * 5]:
        kind = kind_of(call.letter.kind)
        if kind is not None and kind.answered(call.letter):
            PhoneCall.objects.filter(pk=call.pk).overtake()
    return made


def _unreadable(now: datetime) -> models.QuerySet[Letter]:
    """Letters without an address whose hour has come, and those whose address does not exist; no codes, no plain mailings."""
    due = Q(not_before__isnull=True) | Q(not_before__lte=now)
    nowhere = Q(to="", state=LetterState.QUEUED) & due
    bounced = Q(state=LetterState.FAILED, **{f"data__{BOUNCED}": True})
    tellable = Letter.objects.filter(nowhere | bounced, call__isnull=True, secret=False)
    return tellable.filter(Q(urgency__lt=Urgency.MASS) | Q(kind__in=call_kinds())).select_related("person")[:BATCH]


def _silent(kind: CallKind, now: datetime) -> list[Letter]:
    """Second and later letters of a kind that asks for an answer, sent long enough ago, without one."""
    asked = Letter.objects.filter(kind=kind.kind, state=LetterState.SENT, sent_at__lte=now - kind.silent_after, call__isnull=True)
    same = {name: models.OuterRef(name) for name in ("kind", "about_kind", "about_key")}
    earlier = Letter.objects.filter(pk__lt=models.OuterRef("pk"), **same)
    second = asked.exclude(about_key="").filter(models.Exists(earlier)).select_related("person").order_by("-pk")[:BATCH]
    return [letter for letter in second if not kind.answered(letter)]


def _call(letter: Letter) -> bool:
    """One letter, one call. The words are made before the act; two clocks at once make one row."""
    kind = kind_of(letter.kind)
    try:
        if kind is not None and kind.answered(letter):
            return _closed(letter, _("Человек уже ответил сам."))
        name, phone = _whom(letter, kind)
        if not phone:
            return _closed(letter, _("Нет ни адреса, ни телефона."), LetterState.FAILED)
        say = one_line(kind.say(letter) if kind else _in_general(letter), 400)
        if not say:
            return _closed(letter, _("Сообщать уже не о чем."))
        until = kind.until(letter) if kind else letter.expires_at
        scope = letter.scope if kind is None or kind.callers(letter).exists() else f"{letter.scope or ' '}{NOBODY} "
        words = {"name": name[:200], "phone": phone[:20], "scope": scope, "say": say, "until": until}
        return guard.act(partial(_write, letter, words))()
    except IntegrityError:
        return False
    except Exception:
        log.exception("no call for letter of kind %s", letter.kind)
        return False


def _write(letter: Letter, words: dict) -> bool:
    PhoneCall.objects.create(letter=letter, person=letter.person, **words)
    Letter.objects.filter(pk=letter.pk, state=LetterState.QUEUED).update(
        state=LetterState.CANCELLED, error=_("Адреса нет: передано в обзвон.")
    )
    return True


def _closed(letter: Letter, why: str, state: LetterState = LetterState.CANCELLED) -> bool:
    """No call is to be made, so that the next minute does not look again."""
    Letter.objects.filter(pk=letter.pk, state=LetterState.QUEUED).update(state=state, error=why)
    if letter.data.get(BOUNCED):
        Letter.objects.filter(pk=letter.pk).update(data=letter.data | {BOUNCED: False})
    return False


def _whom(letter: Letter, kind: CallKind | None) -> tuple[str, str]:
    if kind is not None:
        return kind.whom(letter)
    person = letter.person
    return str(person or letter.data.get("name", "")), letter.data.get("phone") or getattr(person, "phone", "")


def _in_general(letter: Letter) -> str:
    """For a kind without words of its own: the subject of the letter; nothing if there is nothing to say any more."""
    kind = letter_kind(letter.kind)
    words = kind.make(letter) if kind else None
    subject = words.subject if words else letter.subject
    return _("Передать: %s") % subject if subject else ""
