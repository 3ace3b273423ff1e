"""A list of the directory: words, ticks, order and pages, all read from the address (spec: civic A5, search-and-languages §4)."""

from dataclasses import dataclass

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.facets import Listing
from core.languages import current
from home.paging import Pairs, address, pager
from regions import known

SORTS = {"title": _("А–Я"), "near": _("ближе к запросу"), "updated": _("обновлённые")}
LONGEST_QUERY = 500
SHOWN_AT_ONCE = 6


@dataclass(frozen=True)
class Wanted:
    """A checked question: only values the directory knows; anything else in the address is dropped."""

    q: str
    ticked: dict[str, list[str]]
    sort: str
    page: str

    @property
    def asked(self) -> bool:
        return bool(self.q or any(self.ticked.values()))

    @property
    def pairs(self) -> Pairs:
        """The question as pairs of an address, without the page."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name, values in self.ticked.items() for value in values]
        return pairs + ([("sort", self.sort)] if self.sort else [])


def vocabularies(kinds: type[models.TextChoices]) -> dict[str, tuple[str, dict[str, str]]]:
    """The groups of ticks: title and values by name in the address; at most one query a minute."""
    regions = {region.slug: region.title for region in known.ten().values()}
    return {"kind": (_("Вид"), {str(code): str(words) for code, words in kinds.choices}), "region": (_("Регион"), regions)}


def read(get: QueryDict, groups: dict[str, tuple[str, dict[str, str]]]) -> Wanted:
    """Check the address; never raises."""
    ticked = {
        name: [value for value in dict.fromkeys(get.getlist(name)) if value in values][:50]
        for name, (_title, values) in groups.items()
    }
    sort = get.get("sort", "")
    q = get.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    return Wanted(q, ticked, sort if sort in SORTS else "", get.get("page", "1"))


def shown(kind: str, path: str, get: QueryDict, kinds: type[models.TextChoices]) -> dict:
    """Context of a list page; at most six queries whatever its length."""
    groups = vocabularies(kinds)
    wanted = read(get, groups)
    sort = wanted.sort or ("near" if wanted.q else "title")
    answer = Listing(kind, current()).answer(wanted.ticked, wanted.q, sort=sort, page=wanted.page)
    pairs = wanted.pairs
    return {
        "wanted": wanted,
        "answer": answer,
        "facets": [_facet(name, *group, wanted, answer.counts.get(name, {})) for name, group in groups.items()],
        "chips": _chips(path, pairs, groups),
        "sorts": SORTS,
        "base": path,
        "pager": pager(path, pairs, answer.page, answer.pages),
        "hint_url": address(path, [("q", answer.hint)]) if answer.hint else "",
        "query": address("", [pair for pair in pairs if pair[0] != "sort"]),
    }


def wanted_keys(kind: str, get: QueryDict, kinds: type[models.TextChoices]) -> list[int] | None:
    """Primary keys of the rows the list would show, in its order, for an export; None for the whole list."""
    wanted = read(get, vocabularies(kinds))
    if not wanted.asked:
        return None
    keys = Listing(kind, "ru").keys(wanted.ticked, wanted.q, sort=wanted.sort or "title")
    return [int(key.partition("-")[2]) for key in keys]


def _facet(name: str, title: str, values: dict[str, str], wanted: Wanted, counts: dict[str, int]) -> dict:
    on = wanted.ticked[name]
    rows = [
        {"value": value, "title": words, "count": counts.get(value, 0), "checked": value in on}
        for value, words in values.items()
        if counts.get(value) or value in on
    ]
    rows.sort(key=lambda row: (not row["checked"], -row["count"]))
    at_once = max(SHOWN_AT_ONCE, len(on))
    return {"title": title, "name": name, "first": rows[:at_once], "more": rows[at_once:]}


def _chips(path: str, pairs: Pairs, groups: dict[str, tuple[str, dict[str, str]]]) -> list[dict]:
    asked = [pair for pair in pairs if pair[0] != "sort"]
    return [
        {
            "title": f"«{value}»" if name == "q" else groups[name][1][value],
            "url": address(path, [one for one in pairs if one != (name, value)]),
        }
        for name, value in asked
    ]
