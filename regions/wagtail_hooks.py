from wagtail import hooks
from wagtail.permissions import register_permission_policy

from regions.models import Organisation, Region, ResourceCentre, Territory
from regions.viewsets import DirectoryGroup, OwnRegionPolicy

for _model in (Region, Territory, Organisation, ResourceCentre):
    register_permission_policy(_model, OwnRegionPolicy(_model))


@hooks.register("register_admin_viewset")
def directory() -> DirectoryGroup:
    """«Справочник» in the menu."""
    return DirectoryGroup()
