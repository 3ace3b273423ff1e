"""The ten regions as every form and filter needs them: they change by migrations only, so a minute-old copy will do."""

from django.core.cache import cache

from regions.models import Region

FRESH = 60  # seconds


def ten() -> dict[int, Region]:
    """All regions by pk, west to east; at most one query a minute."""
    found = cache.get("ten-regions")
    if not found:
        found = {region.pk: region for region in Region.objects.order_by("position")}
        cache.set("ten-regions", found, FRESH)
    return found
