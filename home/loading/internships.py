"""Calls for internships of the demo: facts and published pages."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from events.models import InternshipCall, InternshipCallPage, InternshipIndexPage
from home.loading.blocks import Value, stream
from home.loading.pictures import picture
from home.loading.publishing import key_of, place
from home.loading.source import Known, read

FACTS = (
    "code", "title", "status", "grace_minutes", "confirm_days", "places", "pass_mark", "experts_needed", "spread_limit",
    "region_rule", "regional_screening", "max_per_organisation", "show_total", "quorum",
)  # fmt: skip
HOST_TEXTS = (("text", ""), ("programme", "Программа. "), ("conditions", "Жильё и еда. "), ("requirements", "Что нужно. "))


def load(index: InternshipIndexPage, known: Known) -> None:
    """Every call once, under the section; `known.pages` learns «call:KEY»."""
    for row in read("internships")["calls"]:
        page = InternshipCallPage.objects.child_of(index).filter(slug=row["slug"]).first()
        known.pages[f"call:{row['key']}"] = page or _call(index, row, known)


def _call(index: InternshipIndexPage, row: dict[str, Any], known: Known) -> InternshipCallPage:
    values = {name: row[name] for name in FACTS if name in row}
    values |= {"opens_at": _moment(row, "opens", "09:00"), "closes_at": _moment(row, "closes", "23:59")}
    values |= {name: _moment(row, name, "23:59") for name in ("review_until", "decide_until")}
    call = InternshipCall.objects.get_or_create(key=key_of("call", row), defaults=values)[0]
    page = InternshipCallPage(
        translation_key=call.key,
        title=row["title"],
        slug=row["slug"],
        intro=row["summary"],
        search_description=row["summary"][:255],
        picture=picture(row.get("photo"), known),
        body=_body(row, known),
    )
    return place(index, page, ago=-row["opens_in_days"])


def _moment(row: dict[str, Any], name: str, hour: str) -> datetime:
    zone = ZoneInfo(row["zone"])
    day = timezone.localdate(timezone=zone) + timedelta(days=row[f"{name}_in_days"])
    return datetime.combine(day, time.fromisoformat(row.get(f"{name}_time", hour)), zone)


def _body(row: dict[str, Any], known: Known) -> list[Value]:
    """The text with «Для кого» and «Что предлагаем» in front and the hosts at the end."""
    front = [
        {"type": "heading", "text": "Для кого"},
        {"type": "paragraph", "text": row["for_whom"]},
        {"type": "heading", "text": "Что предлагаем"},
        {"type": "paragraph", "text": row["offers"]},
    ]
    hosts = [{"title": _host_title(host, known), "text": _host_text(host)} for host in row["hosts"]]
    back = [{"type": "heading", "text": "Кто принимает"}, {"type": "accordion", "items": hosts}]
    return stream([*front, *row.get("body", []), *back], known)


def _host_title(host: dict[str, Any], known: Known) -> str:
    organisation = known.organisations[host["organisation"]]
    return f"{host['title']} — {organisation.short_name or organisation.name}, {organisation.region.name}"


def _host_text(host: dict[str, Any]) -> str:
    return "\n\n".join(f"{lead}{host[name].strip()}" for name, lead in HOST_TEXTS if host.get(name))
