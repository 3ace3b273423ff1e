"""What a reader asked of the library: read from the address, checked, told as facets and chips (spec: practices §4, §5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from core.facets import Answer
from core.models import Term
from practices.choices import NO_MONEY, ResourceKind, Stage
from regions.models import Organisation, Region, Territory
from regions.models.organisation import OrganisationKind

SHOWN_AT_ONCE = 4
LONGEST_QUERY = 500
SORTS = {
    "near": __("ближе к запросу"),
    "new": __("новые"),
    "updated": __("обновлённые"),
    "weight": __("чаще повторяют"),
    "amount": __("дешевле"),
    "title": __("А–Я"),
}


@dataclass(frozen=True)
class Dimension:
    """One group of ticks: its name in the address, its title and the values one may tick."""

    name: str
    title: str
    values: dict[str, str]


@dataclass(frozen=True)
class Choice:
    """A tick with its number."""

    value: str
    title: str
    count: int
    on: bool


@dataclass(frozen=True)
class Facet:
    """A group of ticks as the page shows it: ticked first, the rest folded after four."""

    name: str
    title: str
    first: list[Choice]
    more: list[Choice]

    @property
    def on(self) -> int:
        return sum(choice.on for choice in [*self.first, *self.more])


@dataclass(frozen=True)
class Chip:
    """Something asked, with the address of the same list without it."""

    title: str
    url: str
    known: bool = True


@dataclass(frozen=True)
class Wanted:
    """A checked question to the library."""

    q: str
    ticked: dict[str, list[str]]
    unknown: tuple[tuple[str, str], ...]
    lowest: int | None
    highest: int | None
    sort: str
    page: str

    @property
    def asked(self) -> bool:
        return bool(self.q or any(self.ticked.values()) or self.lowest is not None or self.highest is not None)

    def pairs(self) -> list[tuple[str, str]]:
        """The question as pairs of an address, without the page."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name, values in self.ticked.items() for value in values]
        pairs += [(name, str(sum_)) for name, sum_ in (("bmin", self.lowest), ("bmax", self.highest)) if sum_ is not None]
        return pairs + ([("sort", self.sort)] if self.sort else [])


def dimensions() -> list[Dimension]:
    """The groups of ticks, in order. Two queries."""
    terms = list(Term.objects.filter(vocabulary__in=["theme", "group"]))
    regions = Region.objects.order_by("name")
    needs = {str(code): str(words) for code, words in ResourceKind.choices} | {NO_MONEY: _("без денег")}
    return [
        Dimension("theme", _("Тема"), {term.slug: term.title for term in terms if term.vocabulary == "theme"}),
        Dimension("region", _("Регион"), {region.slug: region.title for region in regions}),
        Dimension("group", _("Для кого"), {term.slug: term.title for term in terms if term.vocabulary == "group"}),
        Dimension("need", _("Какие ресурсы нужны"), needs),
        Dimension("org", _("Кто сделал"), {str(code): str(words) for code, words in OrganisationKind.choices}),
        Dimension("stage", _("Стадия"), {str(code): str(words) for code, words in Stage.choices}),
    ]


def read(get: QueryDict, groups: Iterable[Dimension]) -> Wanted:
    """Check the address: unknown values are set aside, sums swapped if they stand the wrong way round. Never raises."""
    ticked: dict[str, list[str]] = {}
    unknown = []
    for group in groups:
        asked = list(dict.fromkeys(get.getlist(group.name)))[:50]
        ticked[group.name] = [value for value in asked if value in group.values]
        unknown += [(group.name, value[:60]) for value in asked if value and value not in group.values]
    ticked["year"] = [value for value in get.getlist("year")[:20] if value.isascii() and value.isdigit() and len(value) == 4]
    for name in ("organisation", "territory"):
        ticked[name] = [value for value in get.getlist(name)[:5] if value.isascii() and value.isdigit() and len(value) < 10]
    lowest, highest = _sum(get.get("bmin", "")), _sum(get.get("bmax", ""))
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest = highest, lowest
    sort = get.get("sort", "")
    q = get.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    return Wanted(q, ticked, tuple(unknown), lowest, highest, sort if sort in SORTS else "", get.get("page", "1"))


def facets(groups: Iterable[Dimension], wanted: Wanted, answer: Answer) -> list[Facet]:
    """The groups with their numbers; a value nobody has is left out unless it is ticked."""
    shown = []
    for group in groups:
        on, counts = set(wanted.ticked.get(group.name, [])), answer.counts.get(group.name, {})
        choices = [Choice(value, title, counts.get(value, 0), value in on) for value, title in group.values.items()]
        choices = sorted((one for one in choices if one.count or one.on), key=lambda one: (not one.on, -one.count))
        at_once = max(SHOWN_AT_ONCE, sum(one.on for one in choices))
        if choices:
            shown.append(Facet(group.name, group.title, choices[:at_once], choices[at_once:]))
    return shown


def chips(groups: Iterable[Dimension], wanted: Wanted, base: str) -> list[Chip]:
    """Everything asked, each with the address that takes it away. At most two queries, for an organisation or a territory."""
    pairs = [pair for pair in wanted.pairs() if pair[0] != "sort"]
    titles = {(group.name, value): title for group in groups for value, title in group.values.items()}
    titles |= _record_titles(wanted)
    found = []
    for pair in pairs:
        rest = [one for one in wanted.pairs() if one != pair]
        found.append(Chip(_chip_title(pair, titles), f"{base}?{urlencode(rest)}" if rest else base))
    return found + [
        Chip(_("%(value)s: такого значения нет") % {"value": value}, base, known=False) for _name, value in wanted.unknown
    ]


def _record_titles(wanted: Wanted) -> dict[tuple[str, str], str]:
    titles = {}
    for name, model in (("organisation", Organisation), ("territory", Territory)):
        if pks := wanted.ticked.get(name):
            titles |= {(name, str(row.pk)): str(row) for row in model.objects.filter(pk__in=pks)}
    return titles


def _chip_title(pair: tuple[str, str], titles: dict[tuple[str, str], str]) -> str:
    name, value = pair
    if name == "q":
        return f"«{value}»"
    if name in {"bmin", "bmax"}:
        words = _("от %(sum)s руб.") if name == "bmin" else _("до %(sum)s руб.")
        return words % {"sum": f"{int(value):,}".replace(",", "\u00a0")}
    return titles.get(pair, value)


def _sum(text: str) -> int | None:
    """Whole roubles as people type them: «200 000»; anything else is no limit."""
    plain = "".join(text.split()).replace("\u00a0", "").replace("\u202f", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else None
