"""Giving and ending roles: group, scope, history and letter in one act (spec: platform §6, civic A2)."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.utils import timezone

from core import guard, history
from core.mail.queue import queue
from people import roles
from people.models import User
from people.rules import can_change_roles
from people.services.sessions import end_all_sign_ins
from regions.models import CoordinatorScope, Region


class RoleRefused(Exception):
    """The role cannot be given or ended so: the sentence is for the person who tried."""


def region_group(region: Region) -> Group:
    """The group of a region's coordinators, on which the rights to the region's branch hang; made when first asked for."""
    return Group.objects.get_or_create(name=roles.region_group_name(region))[0]


@guard.act
def grant_role(user: User, role: str, *, regions: Iterable[Region] = (), by: User | None, reason: str) -> None:
    """Give a role; a coordinator's with at least one region. Given twice it changes nothing.

    `by` is an administrator, never the person; None for commands. Raises RoleRefused. Side effects: history, a letter, all
    sign-ins of the person end.
    """
    wanted = list(regions)
    _check(user, role, by)
    if role == roles.COORDINATORS and not wanted:
        raise RoleRefused(str(roles.NEEDS_REGION))
    guard.hold(user)
    new = [region for region in wanted if _open_scope(user, region, by)] if role == roles.COORDINATORS else []
    if user.groups.filter(name=role).exists() and not new:
        return
    user.groups.add(Group.objects.get(name=role), *[region_group(region) for region in new])
    _tell("role_granted", user, role, new, by=by, reason=reason)


@guard.act
def end_role(user: User, role: str, *, regions: Iterable[Region] = (), by: User | None, reason: str) -> None:
    """End a role from the next request on; a coordinator's for the named regions, or for all.

    Raises RoleRefused. Side effects as of `grant_role`; scopes are ended, never deleted.
    """
    _check(user, role, by)
    guard.hold(user)
    if not user.groups.filter(name=role).exists():
        return
    ended = _end_scopes(user, list(regions)) if role == roles.COORDINATORS else []
    user.groups.remove(*[region_group(region) for region in ended])
    if role != roles.COORDINATORS or not CoordinatorScope.objects.filter(user=user, until__isnull=True).exists():
        user.groups.remove(Group.objects.get(name=role))
    _tell("role_ended", user, role, ended, by=by, reason=reason)


def _check(user: User, role: str, by: User | None) -> None:
    if role not in roles.ALL:
        raise RoleRefused(str(roles.UNKNOWN_ROLE))
    if by is not None and not can_change_roles(by, user):
        raise RoleRefused(str(roles.NOT_BY_YOU))


def _open_scope(user: User, region: Region, by: User | None) -> bool:
    return CoordinatorScope.objects.get_or_create(user=user, region=region, until=None, defaults={"granted_by": by})[1]


def _end_scopes(user: User, regions: list[Region]) -> list[Region]:
    scopes = CoordinatorScope.objects.filter(user=user, until__isnull=True).select_related("region")
    if regions:
        scopes = scopes.filter(region__in=regions)
    ended = [scope.region for scope in scopes]
    CoordinatorScope.objects.filter(user=user, until__isnull=True, region__in=ended).update(until=timezone.now())
    return ended


def _tell(verb: str, user: User, role: str, regions: list[Region], *, by: User | None, reason: str) -> None:
    codes = [region.code for region in regions]
    entry = history.record(
        user, verb, now={"role": role, "regions": codes}, reason=reason, actor=by, person=user, audience=history.PERSON
    )
    for name in ("_role_names", "_region_scope", "_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(name, None)
    end_all_sign_ins(user)
    if user.email:
        queue(
            f"people.{verb}",
            user,
            to=user.email,
            key=f"people.{verb}:{entry.pk}",
            person=user,
            scope=tuple(codes),
            data={"role": role, "regions": [str(region) for region in regions]},
        )
