"""Making an event from a page, copying a past one, saying who runs it (spec: events §2, reliability §2)."""

import uuid

from core import history
from events.models import Event, EventPage, EventStaff, Quota, RegistrationOption, Session
from events.states import StaffRole
from people.models import User

COPIED = (
    "kind", "zone", "format", "place", "host_region", "audience", "outsiders", "waiting_list", "offer_hours", "hold_days",
    "reconfirm_days", "silent", "regional_approval", "contact_name", "contact_phone", "contact_email", "letter_extra",
)  # fmt: skip


def ensure_event(page: EventPage, *, by: User | None = None) -> Event:
    """The event of a page, made with one option and no limit if there is none; whoever makes it is its first staff."""
    event, made = Event.objects.get_or_create(
        key=page.translation_key, defaults={"title": page.title[:200], "date_note": "скоро"}
    )
    if made:
        RegistrationOption.objects.create(event=event)
        Quota.objects.create(event=event)
        _begin(event, by, "made")
    return event


def copy_event(page: EventPage, source: EventPage, *, by: User | None = None) -> Event:
    """The event of a copied page: facts, options, quotas, programme and speakers of the source, without dates and people."""
    past = Event.objects.filter(key=source.translation_key).first()
    if past is None or page.translation_key == source.translation_key:
        return ensure_event(page, by=by)
    event, made = Event.objects.get_or_create(
        key=page.translation_key,
        defaults={"title": page.title[:200], "date_note": "скоро", **{name: getattr(past, name) for name in COPIED}},
    )
    if made:
        event.neighbour_regions.set(past.neighbour_regions.all())
        event.speakers.set(past.speakers.all())
        _copy_rows(past, event)
        _begin(event, by, "copied")
    return event


def remove_event(key: uuid.UUID) -> bool:
    """Remove the event of a deleted page, if no page and no person is left; says whether it was removed."""
    event = Event.objects.filter(key=key).first()
    if event is None or event.registrations.exists() or EventPage.objects.for_key(key).exists():
        return False
    Quota.objects.filter(event=event, within__isnull=False).delete()
    Quota.objects.filter(event=event).delete()
    RegistrationOption.objects.filter(event=event).delete()
    Session.objects.filter(event=event).delete()
    event.delete()
    return True


def _begin(event: Event, by: User | None, verb: str) -> None:
    if by is not None:
        EventStaff.objects.get_or_create(event=event, user=by, defaults={"role": StaffRole.ORGANISER})
    history.record(event, verb, actor=by)


def _copy_rows(past: Event, event: Event) -> None:
    options = {}
    for option in past.options.filter(retired=False):
        old, option.pk, option.event, option.opens_at, option.closes_at = option.pk, None, event, None, None
        option.save()
        options[old] = option
    for quota in past.quotas.exclude(kind="reserve").prefetch_related("options"):
        chosen = [options[one.pk] for one in quota.options.all() if one.pk in options]
        copy = Quota.objects.create(event=event, kind=quota.kind, size=quota.size)
        copy.options.set(chosen)
