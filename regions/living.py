"""A living phone on every page: the region's coordinator, the network's manager where there is none (spec: living-people §1)."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from regions.models import CoordinatorCard, Region

FRESH = 60  # seconds


@dataclass(frozen=True)
class LivingPhone:
    """Who answers: name, phone (E.164), hours, and of which region (empty for the network's manager)."""

    name: str
    phone: str
    email: str
    hours: str
    region: str = ""
    time_by: str = ""
    zone: str = "Europe/Moscow"


def phone_for(region: Region | None) -> LivingPhone:
    """The phone of a region's coordinator, or the manager's; at most one query a minute for all regions."""
    return _all().get(region.pk if region else None) or network_phone()


def network_phone() -> LivingPhone:
    """The network's manager, from the settings."""
    name, phone, email, hours = settings.NETWORK_PHONE
    return LivingPhone(name=name, phone=phone, email=email, hours=hours, time_by="по Перми", zone="Asia/Yekaterinburg")


def forget() -> None:
    """Call after a card or an appointment has changed: every page shows it at once."""
    cache.delete("living-phones")


def _all() -> dict[int, LivingPhone]:
    found = cache.get("living-phones")
    if found is None:
        cards = CoordinatorCard.objects.filter(is_public=True, scope__until__isnull=True, scope__user__is_active=True)
        ordered = cards.select_related("scope__region").order_by("scope__lead", "-scope__since")
        found = {card.scope.region_id: _phone(card) for card in ordered}
        cache.set("living-phones", found, FRESH)
    return found


def _phone(card: CoordinatorCard) -> LivingPhone:
    region = card.scope.region
    return LivingPhone(card.name, card.phone, card.email, card.hours, region.name, region.time_by, region.zone)
