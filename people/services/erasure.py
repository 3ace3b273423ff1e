"""«Удалить меня» and `erase_person`: every source erases; an act and a journal outside the database stay (reliability §10)."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core import guard, history
from core.mail.queue import queue
from people.models import ErasureAct, ErasureRequest, User
from people.personal import Erased, sources
from people.rules import is_staff

TO_THINK = timedelta(days=3)


class ErasureRefused(Exception):
    """Somebody who works here is erased only after the roles have ended; an erased person is not erased again."""


@guard.act
def ask_erasure(user: User, *, by: User) -> ErasureRequest:
    """Ask for erasure in three days; asked already, the first request stands. Raises ErasureRefused for staff."""
    if is_staff(user) or user.erased_at:
        raise ErasureRefused
    guard.hold(user)
    due = timezone.now() + TO_THINK
    request, new = ErasureRequest.objects.get_or_create(
        user=user, cancelled_at=None, done_at=None, defaults={"asked_by": by, "due_at": due}
    )
    if new:
        history.record(user, "erasure_asked", now={"due": due.isoformat()}, actor=by, person=user, audience=history.PERSON)
        if user.email:
            data = {"due": due.isoformat()}
            queue("people.erasure_asked", user, to=user.email, key=f"people.erasure_asked:{request.pk}", person=user, data=data)
    return request


@guard.act
def cancel_erasure(user: User, *, by: User) -> bool:
    """«Я передумал»: the data stay; False if nothing was asked."""
    guard.hold(user)
    open_rows = ErasureRequest.objects.filter(user=user, cancelled_at__isnull=True, done_at__isnull=True)
    cancelled = open_rows.update(cancelled_at=timezone.now())
    if cancelled:
        history.record(user, "erasure_cancelled", actor=by, person=user, audience=history.PERSON)
    return bool(cancelled)


def open_request(user: User) -> ErasureRequest | None:
    """The person's request that waits for its day."""
    return ErasureRequest.objects.filter(user=user, cancelled_at__isnull=True, done_at__isnull=True).first()


def preview(user: User) -> dict[str, Erased]:
    """What erasing would do, source by source; changes nothing."""
    return {source.name: source.erase(user, True) for source in sources()}


def erase_person(user: User, *, by: User | None, reason: str) -> ErasureAct:
    """Erase everything the sources keep of the person, write the act and the journal; again after a restore it is safe.

    Not one act: each source opens its own, so what stopped half-way goes on when called again. Raises ErasureRefused.
    Side effects: the last letter to the former address, files are deleted.
    """
    if is_staff(user):
        raise ErasureRefused
    address, language = user.email, user.letter_language
    results = {source.name: source.erase(user, False) for source in sources()}
    act = _write_act(user, results, by=by, reason=reason, address=address, language=language)
    write_journal(user.public_id, act.number, act.at, reason)
    return act


@guard.act
def _write_act(
    user: User, results: dict[str, Erased], *, by: User | None, reason: str, address: str | None, language: str
) -> ErasureAct:
    year = timezone.localdate().year
    guard.hold(user)
    last = ErasureAct.objects.filter(number__startswith=f"{year}-").order_by("-number").values_list("number", flat=True).first()
    act = ErasureAct.objects.create(
        number=f"{year}-{int(last.split('-')[1]) + 1 if last else 1:04}",
        user=user,
        by=by,
        reason=reason,
        done={name: result.done for name, result in results.items() if any(result.done.values())},
        kept={name: result.kept for name, result in results.items() if result.kept},
    )
    ErasureRequest.objects.filter(user=user, cancelled_at__isnull=True, done_at__isnull=True).update(done_at=timezone.now())
    history.record(user, "erased", now={"act": act.number}, reason=reason, actor=by, person=user, audience=history.AUDIT)
    if address:
        # without `person`: `retention.forget_last_addresses` empties the address when the letter has left
        queue("people.erased", to=address, key=f"people.erased:{act.number}", data={"number": act.number}, language=language)
    return act


def journal_path() -> Path:
    """The journal of erasures, outside the database, so that a restored copy is erased anew."""
    return Path(settings.JOURNAL_ROOT) / "erasures.jsonl"


def write_journal(public_id: str, number: str, at: datetime, reason: str) -> None:
    """Add one line: a random id and the number of the act, nothing personal."""
    path = journal_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"person": public_id, "act": number, "at": at.isoformat(), "reason": reason}, ensure_ascii=False)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def replay_journal() -> int:
    """Erase anew whom the journal names and this database still knows; returns how many. For after a restore."""
    path = journal_path()
    if not path.exists():
        return 0
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    named = {line["person"]: line["reason"] for line in lines}
    again = User.objects.filter(public_id__in=named, erased_at__isnull=True)
    for user in again:
        erase_person(user, by=None, reason=named[user.public_id])
    return len(again)
