"""Rights that hang on pages and collections: who edits which branch, whose pictures (spec: reliability §2, civic A4).

Rights on models go through `people.permissions`. Branches and collections are granted after every `migrate`, and at once to a
section of the School or a region's page that is made later: the School belongs to methodologists, a region to its coordinators.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.models import RegionPage
from people import roles
from people.permissions import VIEW_ADD_CHANGE, of_models, register
from people.services.roles import region_group
from regions.models import Region
from school.models import SchoolPage

APPS = ("wagtailcore", "wagtailimages", "wagtaildocs")
WRITE = ("add_page", "change_page", "publish_page")
EDIT_ALL = (*WRITE, "lock_page", "unlock_page", "bulk_delete_page")
# Wagtail asks for the rights of its own models of pictures and documents, whatever stands in their place.
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
OWN_FILES = ("add_image", "choose_image", "add_document", "choose_document")
ONLY_CHOOSE = ("choose_image", "choose_document")
COMMON_FILES = {
    roles.EDITORS: FILES,
    roles.ADMINISTRATORS: FILES,
    roles.METHODOLOGISTS: OWN_FILES,
    roles.ORGANISERS: OWN_FILES,
    roles.COORDINATORS: ONLY_CHOOSE,
}


def register_rights() -> None:
    """What the groups may do with the models that stand above `people`."""
    for role in (roles.EDITORS, roles.ADMINISTRATORS):
        register(role, ["home.change_sitelook", "wagtail_localize.submit_translation", *of_models("core", ("term",))])
    for role in (roles.METHODOLOGISTS, roles.ADMINISTRATORS):
        register(role, of_models("school", ("courserun",), VIEW_ADD_CHANGE))


def grant_branches(**kwargs: object) -> None:
    """Grant branches and collections to the groups. Receiver of post_migrate; again changes nothing."""
    for label in APPS:
        create_permissions(apps.get_app_config(label), verbosity=0)
    root = Page.objects.filter(depth=1).first()
    common = Collection.get_first_root_node()
    if root is None or common is None:
        return
    for role in (roles.EDITORS, roles.ADMINISTRATORS):
        _grant_branch(_group(role), root, EDIT_ALL)
    for role, names in COMMON_FILES.items():
        _grant_files(_group(role), common, names)
    for section in SchoolPage.objects.all():
        grant_school(section)
    for page in RegionPage.objects.select_related("region"):
        grant_region(page)


def grant_school(page: SchoolPage) -> None:
    """Methodologists write and publish in the School."""
    _grant_branch(_group(roles.METHODOLOGISTS), page, WRITE)


def grant_region(page: RegionPage) -> None:
    """The coordinators of the region write and publish in its branch and keep its pictures and documents."""
    group = region_group(page.region)
    _grant_branch(group, page, WRITE)
    _grant_files(group, region_collection(page.region), FILES)


def region_collection(region: Region) -> Collection:
    """The collection of a region's pictures and documents; made when first asked for."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=region.name).first() or root.add_child(name=region.name)


def grant_new_section(sender: type[Model], instance: Page, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Receiver of post_save: a page comes from the admin, a translation or the demo, and its people work in it at once."""
    if not created or raw:
        return
    if isinstance(instance, SchoolPage):
        grant_school(instance)
    elif isinstance(instance, RegionPage):
        grant_region(instance)


def _group(role: str) -> Group:
    return Group.objects.get_or_create(name=role)[0]


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label__in=APPS, codename__in=names))


def _grant_branch(group: Group, page: Page, names: tuple[str, ...]) -> None:
    for permission in _permissions(names):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _grant_files(group: Group, collection: Collection, names: tuple[str, ...]) -> None:
    for permission in _permissions(names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
