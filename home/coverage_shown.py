"""Who answers where: region by region, with what is there and what is missing (spec: civic A1)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from core.models import Card
from people.models import User
from regions.living import LivingPhone, network_phone
from regions.models import CoordinatorCard, CoordinatorScope, Organisation, Region, ResourceCentre, Territory


@dataclass(frozen=True)
class Answering:
    """One coordinator of a region: the public card if there is one, else only the name."""

    name: str
    lead: bool
    phone: str = ""
    hours: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Line:
    """A region of the table; `covers` answers where nobody of the region does."""

    region: Region
    coordinators: list[Answering]
    centre: str
    numbers: dict[str, int]
    covers: LivingPhone | None = None


def lines() -> list[Line]:
    """All regions, west to east. Eight queries whatever their number."""
    coordinators = _coordinators()
    centres = {
        one.region_id: str(one)
        for one in ResourceCentre.objects.filter(until__isnull=True, main=True).select_related("organisation")
    }
    counts = {
        "territories": _count(Territory.objects.public()),
        "funds": _count(Organisation.objects.public().filter(kind="fms")),
        "organisations": _count(Organisation.objects.public()),
        "people": _count(User.objects.present()),
        "practices": _practices(),
    }
    return [
        _line(region, coordinators.get(region.pk, []), centres.get(region.pk, ""), counts)
        for region in Region.objects.order_by("position")
    ]


def _line(region: Region, coordinators: list[Answering], centre: str, counts: dict[str, Counter]) -> Line:
    numbers = {name: found[region.slug] if name == "practices" else found[region.pk] for name, found in counts.items()}
    answers = any(one.is_public and one.phone for one in coordinators)
    return Line(region, coordinators, centre, numbers, None if answers else network_phone())


def _coordinators() -> dict[int, list[Answering]]:
    scopes = CoordinatorScope.objects.filter(until__isnull=True, user__is_active=True).select_related("user")
    cards = {card.scope_id: card for card in CoordinatorCard.objects.filter(scope__until__isnull=True)}
    found: dict[int, list[Answering]] = {}
    for scope in scopes.order_by("-lead", "since", "pk"):
        found.setdefault(scope.region_id, []).append(_answering(scope, cards.get(scope.pk)))
    return found


def _answering(scope: CoordinatorScope, card: CoordinatorCard | None) -> Answering:
    if card is None:
        return Answering(str(scope.user), scope.lead)
    return Answering(card.name, scope.lead, card.phone, card.hours, card.is_public)


def _count(rows: QuerySet) -> Counter:
    return Counter(dict(rows.order_by().values_list("region").annotate(Count("pk"))))


def _practices() -> Counter:
    found: Counter = Counter()
    for facets in Card.objects.filter(kind="practice", locale="ru").values_list("facets", flat=True):
        found.update(word.removeprefix("region:") for word in facets.split() if word.startswith("region:"))
    return found
