"""Sizes of quotas are rows changed by an act: whoever is in stays in, whoever waits is offered what became free."""

from collections.abc import Callable

from django.db import transaction

from core import guard, history
from events.cards import refresh
from events.models import Event, Quota, RegistrationOption
from events.services.line import offer_freed
from people.models import User


@guard.act
def save_quota(quota: Quota, *, by: User, more: Callable[[], None] = lambda: None) -> Quota:
    """Write a new or changed quota; `more` writes its options after the row. Lowering a size throws nobody out."""
    guard.hold(quota.event)
    was = Quota.objects.filter(pk=quota.pk).values("kind", "size").first() if quota.pk else None
    quota.save()
    more()
    history.record(quota.event, "quota_changed", was=was, now={"kind": str(quota.kind), "size": quota.size}, actor=by)
    offer_freed(quota.event)
    _show(quota.event)
    return quota


@guard.act
def remove_quota(quota: Quota, *, by: User) -> None:
    """Take a limit away."""
    guard.hold(quota.event)
    history.record(quota.event, "quota_removed", was={"kind": str(quota.kind), "size": quota.size}, actor=by)
    event = quota.event
    quota.delete()
    offer_freed(event)
    _show(event)


@guard.act
def save_option(option: RegistrationOption, *, by: User) -> RegistrationOption:
    """Write a new or changed option."""
    guard.hold(option.event)
    option.save()
    history.record(option.event, "option_changed", now={"name": option.name, "retired": option.retired}, actor=by)
    _show(option.event)
    return option


def _show(event: Event) -> None:
    transaction.on_commit(lambda: refresh(event.key), robust=True)
