"""Regional scope: the only source of every `visible_to(user)` (spec: civic A2)."""

from django.contrib.auth.models import AnonymousUser
from django.db import models

from regions.models.centre import CoordinatorScope

ALL = "all"
Scope = str | frozenset[int]


def scope_of(user: models.Model | AnonymousUser | None) -> Scope:
    """`ALL` for whoever may work with all regions, else the set of pks of the regions the user coordinates now.

    Kept on the user object, so it costs one look-up a request; a role that ends takes effect at the next request.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    cached = getattr(user, "_region_scope", None)
    if cached is None:
        cached = user._region_scope = _read(user)
    return cached


def covers(scope: Scope, region_id: int | None) -> bool:
    """Whether the scope includes the region; what belongs to no region is covered by ALL only."""
    return scope == ALL or (region_id is not None and region_id in scope)


def _read(user: models.Model) -> Scope:
    if user.has_perm("regions.all_regions"):
        return ALL
    return frozenset(CoordinatorScope.objects.filter(user=user, until__isnull=True).values_list("region_id", flat=True))
