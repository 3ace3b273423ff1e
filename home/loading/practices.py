"""Practices of the demo: published pages with their translations."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from home.loading.pictures import picture
from home.loading.publishing import place
from home.loading.source import Known, read_all
from practices.models import PracticeIndexPage, PracticePage

PLAIN = (
    "summary", "problem", "stage", "started_on", "ended_on", "duration", "duration_unit", "participants", "residents",
    "what_failed", "transfer_conditions", "licence", "change_note",
)  # fmt: skip
STREAMS = {"steps": "step", "resources": "resource", "results": "result"}
TRANSLATED = ("summary", "problem", "what_failed", "transfer_conditions", "photo_alt")


def load(index: PracticeIndexPage, known: Known) -> None:
    """Every practice of home/demo/practices once, under the library page."""
    for row in read_all("practices"):
        known.pages[f"practice:{row['key']}"] = place(index, _page(row, known), ago=row["published_days_ago"])


def _page(row: dict[str, Any], known: Known) -> PracticePage:
    photo = row.get("photo")
    page = PracticePage(
        title=row["title"],
        slug=row["slug"],
        photo=picture(photo, known),
        photo_alt=photo["alt"] if photo else "",
        region=known.regions[row["region"]],
        territory=known.territories.get(row.get("territory", "")),
        organisation=known.organisations[row["organisation"]],
        checked_on=timezone.localdate() - timedelta(days=row["checked_days_ago"]),
        **{name: _text(row[name]) for name in PLAIN if name in row},
    )
    for field, block in STREAMS.items():
        setattr(page, field, [(block, _block_value(one)) for one in row.get(field, [])])
    page.partners = [("partner", {"name": _partner(one, known), "role": one["role"]}) for one in row.get("partners", [])]
    page.themes = [known.terms["theme", slug] for slug in row["themes"]]
    page.groups = [known.terms["group", slug] for slug in row["groups"]]
    return page


def _partner(row: dict[str, Any], known: Known) -> str:
    return known.organisations[row["organisation"]].name if row.get("organisation") else row["name"]


def _block_value(row: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if name in {"before", "after", "expected"} else value for name, value in row.items()}


def _text(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def translate(page: PracticePage, copy: PracticePage, row: dict[str, Any]) -> None:
    """Write the words of a translation file into the copy of a practice; numbers stay those of the original."""
    copy.title = row["title"]
    for name in TRANSLATED:
        if name in row:
            setattr(copy, name, _text(row[name]))
    for field, block in (*STREAMS.items(), ("partners", "partner")):
        if field in row:
            originals = [child.value for child in getattr(page, field)]
            merged = [{**dict(original), **_block_value(one)} for original, one in zip(originals, row[field], strict=False)]
            setattr(copy, field, [(block, value) for value in merged])
