"""Which letters and calls a member of staff sees: words handed in with the letter (spec: reliability §3)."""

from django.db.models import QuerySet

from core.models import Letter, PhoneCall
from events.models import Event
from events.models.event import staffed_by
from people import roles
from people.models import User
from people.rules import has_any_role, is_administrator
from regions.models import Region
from regions.scope import ALL, scope_of

DESK = (roles.COORDINATORS, roles.ORGANISERS)


def words_of(user: User) -> list[str] | str:
    """ALL for administrators; codes of the coordinated regions and words of the staffed events for the others."""
    if is_administrator(user):
        return ALL
    words: list[str] = []
    if has_any_role(user, roles.COORDINATORS):
        scope = scope_of(user)
        regions = Region.objects.all() if scope == ALL else Region.objects.filter(pk__in=scope)
        words += regions.values_list("code", flat=True)
    if has_any_role(user, *DESK):
        words += [word for event in Event.objects.filter(pk__in=staffed_by(user)).only("key") for word in event.scope]
    return words


def letters_of(user: User) -> QuerySet[Letter]:
    """Letters of the own regions and events; codes for signing in are nobody's business."""
    rows = Letter.objects.exclude(secret=True)
    words = words_of(user)
    return rows if words == ALL else rows.in_scope(*words)


def calls_of(user: User) -> QuerySet[PhoneCall]:
    """Calls for people of the own regions and events."""
    words = words_of(user)
    return PhoneCall.objects.all() if words == ALL else PhoneCall.objects.in_scope(*words)
