from regions.models.centre import CoordinatorCard, CoordinatorScope, ResourceCentre
from regions.models.correction import CorrectionRequest
from regions.models.organisation import Organisation, OrganisationContact
from regions.models.region import Region
from regions.models.territory import Territory

__all__ = [
    "CoordinatorCard",
    "CoordinatorScope",
    "CorrectionRequest",
    "Organisation",
    "OrganisationContact",
    "Region",
    "ResourceCentre",
    "Territory",
]
