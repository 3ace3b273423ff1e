"""The live line of a door of the front page: what stands behind it today, told in a few words; empty when nothing does."""

from datetime import timedelta

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import moments
from core.languages import name_of
from core.models import Card
from core.plurals import counted
from regions import known
from regions.models import Region

LOOK_AT = 20
LAB = "kind:fms_lab"


class Live(models.TextChoices):
    """What the line is about."""

    COURSES = "course", _("сколько курсов")
    EVENT = "event", _("ближайшее событие")
    PRACTICES = "practice", _("сколько практик")
    INTERNSHIPS = "internship", _("до какого дня ждём заявки на стажировку")


def lines(soon: list[Card], calls: list[Card], totals: dict[str, int], regions: int) -> dict[str, str]:
    """The line of each kind by its name. `soon`: the next events, `calls`: open ones, `regions`: how many have practices."""
    return {
        Live.COURSES: _courses(totals.get("course", 0)),
        Live.EVENT: _event(soon),
        Live.PRACTICES: _practices(totals.get("practice", 0), regions),
        Live.INTERNSHIPS: _internship(calls[0] if calls else None),
    }


def soonest_events(cards: QuerySet[Card]) -> QuerySet[Card]:
    """Events that have not passed, the soonest first."""
    return cards.filter(kind="event", date__gte=timezone.now() - timedelta(hours=12)).order_by("date", "pk")


def open_calls(cards: QuerySet[Card]) -> QuerySet[Card]:
    """Calls for internships that still take applications, the soonest end first."""
    return cards.filter(kind="internship", date__gte=timezone.now()).order_by("date", "pk")


def _courses(count: int) -> str:
    return counted(count, _now("бесплатный курс,бесплатных курса,бесплатных курсов")) if count else ""


def _practices(count: int, regions: int) -> str:
    if not count:
        return ""
    practices = counted(count, _now("практика,практики,практик"))
    from_regions = counted(regions, _now("региона,регионов,регионов"))
    return _now("%(practices)s из %(regions)s") % {"practices": practices, "regions": from_regions} if regions else practices


def _event(soon: list[Card]) -> str:
    """The next module if one is near, else the next event of any kind."""
    card = next((one for one in soon if LAB in one.facets.split()), soon[0] if soon else None)
    if card is None:
        return ""
    region = _region(card)
    words = {"day": moments.day_month(card.date, region.zone if region else None), "where": name_of(region) if region else ""}
    if LAB in card.facets.split():
        said = _now("Ближайший модуль — %(day)s, %(where)s") if region else _now("Ближайший модуль — %(day)s")
    else:
        said = _now("Ближайшее событие — %(day)s, %(where)s") if region else _now("Ближайшее событие — %(day)s")
    return said % words


def _internship(card: Card | None) -> str:
    return _now("Заявки на стажировку — до %(day)s") % {"day": moments.day_month(card.date)} if card else ""


def _region(card: Card) -> Region | None:
    slugs = [value for name, value in card.facet_pairs if name == "region"]
    return next((region for region in known.ten().values() if slugs == [region.slug]), None)
