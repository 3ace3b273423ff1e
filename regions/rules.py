"""Who may change the directory (spec: civic A4)."""

from django.db import models

from regions.models import CorrectionRequest, Organisation, Territory
from regions.scope import ALL, covers, scope_of


def can_edit_region_records(user: models.Model, region_id: int | None) -> bool:
    """Coordinators keep their own region's records, administrators all."""
    return covers(scope_of(user), region_id)


def can_edit_organisation(user: models.Model, organisation: Organisation) -> bool:
    """Whether the user keeps this organisation's record."""
    return can_edit_region_records(user, organisation.region_id)


def can_move_organisation(user: models.Model, organisation: Organisation, to_region_id: int) -> bool:
    """Another region: both regions must be the user's."""
    scope = scope_of(user)
    return covers(scope, organisation.region_id) and covers(scope, to_region_id)


def can_edit_territory(user: models.Model, territory: Territory) -> bool:
    """Whether the user keeps this territory's record."""
    return can_edit_region_records(user, territory.region_id)


def can_see_organisation(user: models.Model, organisation: Organisation) -> bool:
    """Verified and closed ones are public; a proposed one is seen by who proposed it and by the region's coordinator."""
    if organisation.status in {"verified", "closed"}:
        return True
    return user.is_authenticated and (organisation.proposed_by_id == user.pk or can_edit_organisation(user, organisation))


def can_decide_correction(user: models.Model, correction: CorrectionRequest) -> bool:
    """Who keeps the organisation's record answers what is asked about it."""
    return can_edit_organisation(user, correction.organisation)


def corrections_of(user: models.Model) -> models.QuerySet[CorrectionRequest]:
    """Requests to correct cards of the regions the user works with."""
    scope = scope_of(user)
    rows = CorrectionRequest.objects.all()
    return rows if scope == ALL else rows.filter(organisation__region__in=scope)
