"""What each role's group may do in the admin: a table, granted after every migration (spec: reliability §2, civic A4).

Apps above add theirs by `register` from their AppConfig.ready. Only grants: what somebody took away by hand comes back.
"""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

from people import roles

VIEW_ADD_CHANGE = ("view", "add", "change")


def of_models(app: str, models: Iterable[str], actions: Iterable[str] = VIEW_ADD_CHANGE) -> list[str]:
    """«app.action_model» for each model and action."""
    return [f"{app}.{action}_{model}" for model in models for action in actions]


_TABLE: dict[str, set[str]] = {
    roles.ADMINISTRATORS: {
        "regions.all_regions",
        "regions.view_region",
        "regions.change_region",
        *of_models("regions", ("territory", "organisation", "resourcecentre")),
        *of_models("people", ("consentdocument",)),
        *of_models("core", ("term",)),
    },
    roles.COORDINATORS: {
        "regions.view_region",
        "regions.change_region",
        "regions.view_resourcecentre",
        *of_models("regions", ("territory", "organisation")),
    },
    roles.EDITORS: {
        *of_models("regions", ("region", "territory", "organisation", "resourcecentre"), ("view",)),
        *of_models("core", ("term",)),
    },
    roles.METHODOLOGISTS: set(of_models("core", ("term",), ("view",))),
    roles.ORGANISERS: set(of_models("regions", ("territory", "organisation"), ("view",))),
}
for _name in roles.IN_ADMIN:
    _TABLE.setdefault(_name, set()).add("wagtailadmin.access_admin")


def register(role: str, names: Iterable[str]) -> None:
    """Add permissions («app.codename») to a role's group; they are granted after the next `migrate`."""
    _TABLE.setdefault(role, set()).update(names)


def table() -> dict[str, set[str]]:
    """Every role with what it is granted."""
    return {role: set(names) for role, names in _TABLE.items()}


def grant_all(**kwargs: object) -> None:
    """Grant the table; permissions the database does not know yet are made first. Receiver of post_migrate."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    known = {f"{one.content_type.app_label}.{one.codename}": one for one in Permission.objects.select_related("content_type")}
    for role, names in _TABLE.items():
        group, _new = Group.objects.get_or_create(name=role)
        group.permissions.add(*[known[name] for name in sorted(names) if name in known])
