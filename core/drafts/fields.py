"""Forms that keep themselves field by field: the newest text is stored, an earlier one of another tab is kept beside it.

Applications §4, reliability §11. A version says on which text the writer built; the same tab never contradicts itself.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone

from core import guard
from core.models import Draft, EarlierText
from core.models.history import about as about_row

MOST_BYTES, MOST_EARLIER, TRIES = 200 * 1024, 10, 5
Value = str | list[str]
About = models.Model | tuple[str, str]


class TooLong(ValueError):
    """A field over 200 KB."""


@dataclass(frozen=True)
class Saved:
    """What saving one field did; `earlier` is the other text if somebody had written one meanwhile."""

    field: str
    version: int
    saved_at: datetime
    earlier: EarlierText | None = None


@dataclass(frozen=True)
class Loaded:
    """What is kept of a form: values and versions by field, earlier texts to show, when it was saved last."""

    owner: models.Model
    kind: str
    key: str
    values: dict[str, Value] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    earlier: list[EarlierText] = field(default_factory=list)
    saved_at: datetime | None = None

    def initial(self, otherwise: dict | None = None) -> dict:
        """For `Form(initial=…)`: what was typed, over what the record says."""
        return (otherwise or {}) | self.values


@dataclass(frozen=True)
class Writer:
    """The tab a text comes from, and which of its writings this is: an older one that arrives late is passed over."""

    tab: str = ""
    turn: int = 0


def save(owner: models.Model, about: About, field: str, value: Value, version: int, writer: Writer | None = None) -> Saved:
    """Store one field. `version`: the one the writer has seen, 0 for none. Raises TooLong, guard.Busy.

    A text built on an older version is stored all the same; what it replaced is kept and told in `earlier`.
    """
    kind, key = where(about)
    plain = clean(value)
    if len(str(plain).encode()) > MOST_BYTES:
        raise TooLong(field)
    return _save((owner.pk, kind, key, field), plain, version, writer or Writer())


def load(owner: models.Model, about: About) -> Loaded:
    """What is kept of a form. Two queries, one where nothing is."""
    kind, key = where(about)
    rows = list(Draft.objects.filter(owner=owner, kind=kind, key=key))
    earlier = EarlierText.objects.filter(draft__in=rows).select_related("draft").order_by("-kept_at", "-pk") if rows else []
    return Loaded(
        owner=owner,
        kind=kind,
        key=key,
        values={row.field: row.value for row in rows},
        versions={row.field: row.version for row in rows},
        earlier=list(earlier),
        saved_at=max((row.saved_at for row in rows), default=None),
    )


def drop(owner: models.Model, about: About, *fields: str) -> int:
    """Forget the draft (or some of its fields) once it was sent; returns how many fields. May be called inside an act."""
    kind, key = where(about)
    rows = Draft.objects.filter(owner=owner, kind=kind, key=key)
    found = rows.filter(field__in=fields) if fields else rows
    count = found.count()
    found.delete()
    return count


def restore(owner: models.Model, public_id: str) -> Saved | None:
    """«Вернуть прежний текст»: it changes places with the newer one. None if it is not the person's or is gone."""
    row = EarlierText.objects.filter(public_id=public_id, draft__owner=owner).select_related("draft").first()
    if row is None:
        return None
    draft = row.draft
    saved = _save((owner.pk, draft.kind, draft.key, draft.field), row.value, -1, Writer())
    EarlierText.objects.filter(pk=row.pk).delete()
    return saved


def put_away(owner: models.Model, public_id: str) -> bool:
    """«Убрать»: the earlier text is not needed."""
    return bool(EarlierText.objects.filter(public_id=public_id, draft__owner=owner).delete()[0])


def where(about: About) -> tuple[str, str]:
    """(kind, key) a draft lies under: a row's own, or as handed in."""
    return about if isinstance(about, tuple) else about_row(about)


def clean(value: Value) -> Value:
    """Line breaks of one kind, no sign a database refuses."""
    if isinstance(value, list):
        return [str(clean(one)) for one in value]
    return value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


@guard.act
def _save(place: tuple[int, str, str, str], value: Value, version: int, writer: Writer) -> Saved:
    owner, kind, key, name = place
    found = Draft.objects.filter(owner_id=owner, kind=kind, key=key, field=name)
    for _attempt in range(TRIES):
        fresh = {"value": value, "tab": writer.tab, "turn": writer.turn, "saved_at": timezone.now()}
        row, made = found.get_or_create(owner_id=owner, kind=kind, key=key, field=name, defaults=fresh)
        if made or row.value == value or _is_late(row, writer):
            return Saved(name, row.version, row.saved_at)
        if found.filter(version=row.version).update(**fresh, version=F("version") + 1):
            return Saved(name, row.version + 1, fresh["saved_at"], _set_aside(row, version, writer))
    raise guard.Busy


def _is_late(row: Draft, writer: Writer) -> bool:
    return bool(writer.tab) and row.tab == writer.tab and writer.turn < row.turn


def _set_aside(row: Draft, version: int, writer: Writer) -> EarlierText | None:
    """Keep what was replaced, if the writer had not seen it and it says something."""
    if row.version == version or (writer.tab and row.tab == writer.tab) or not row.value:
        return None
    kept = EarlierText.objects.create(draft=row, value=row.value, saved_at=row.saved_at)
    old = EarlierText.objects.filter(draft=row).order_by("-kept_at", "-pk").values_list("pk", flat=True)
    EarlierText.objects.filter(pk__in=list(old[MOST_EARLIER:])).delete()
    return kept
