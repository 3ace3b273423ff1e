"""What events keep about a person: told, exported, erased (spec: platform §6, events §4)."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import guard, history
from core.models import Letter
from events.models import Event, EventStaff, Registration
from events.saying import when
from events.services.line import offer_freed
from events.states import TAKES_PLACE, Status
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, Section, register

ERASED = {"surname": "—", "name": "—", "patronymic": "", "sort_name": "", "email": "", "phone": "", "organisation_name": ""}
COVERS = (
    "events.Registration.person",
    "events.Registration.surname",
    "events.Registration.name",
    "events.Registration.patronymic",
    "events.Registration.sort_name",
    "events.Registration.email",
    "events.Registration.phone",
    "events.Registration.organisation_name",
    "events.EventStaff.user",
)


def describe(user: User) -> list[Section]:
    """Each registration in one line."""
    lines = [
        f"{row.event.title}, {when(row.event)}: {row.get_status_display()}, {row.full_name}, {row.contact}" for row in _rows(user)
    ]
    return [Section(_("Записи на события"), lines, _("Храним три года после события, для отчётов о грантах."))] if lines else []


def export(user: User) -> Exported:
    """Registrations as plain rows."""
    return Exported({"registrations": [_plain(row) for row in _rows(user)]})


def erase(user: User, dry_run: bool) -> Erased:
    """Names and addresses go; region, role, state and number stay as counts for grant reports."""
    rows = list(_rows(user))
    if not dry_run:
        for row in rows:
            _erase(row)
        EventStaff.objects.filter(user=user).delete()
    kept = (
        {"registrations": str(_("регион, вариант участия и состояние, без имени и адреса: для отчётов о грантах"))}
        if rows
        else {}
    )
    return Erased({"registrations": len(rows)}, kept)


def register_source() -> None:
    """Called once from the app's `ready`."""
    register(PersonalDataSource("events", _("События"), describe, export, erase, COVERS))


@guard.act
def _erase(row: Registration) -> None:
    guard.hold(Event(pk=row.event_id))
    ended = {"status": Status.CANCELLED, "queue_key": None} if row.is_active and not row.event.is_past(timezone.now()) else {}
    freed = bool(ended) and row.status in TAKES_PLACE
    Registration.objects.filter(pk=row.pk).update(
        person=None, organisation=None, organisation_key="", erased_at=timezone.now(), **ERASED, **ended
    )
    kind, key = history.about(row)
    Letter.objects.filter(about_kind=kind, about_key=key).update(to="", subject="", text="", html="", data={}, attachments=[])
    history.Entry.objects.filter(kind=kind, key=key).update(was={}, now={}, reason="")
    history.record(row, "erased")
    if freed:
        offer_freed(row.event)


def _rows(user: User) -> QuerySet[Registration]:
    return (
        Registration.objects.of_person(user)
        .filter(erased_at__isnull=True)
        .select_related("event__place", "event__host_region", "option", "region", "organisation")
    )


def _plain(row: Registration) -> dict[str, str]:
    return {
        "event": row.event.title,
        "when": when(row.event),
        "option": row.option.name,
        "name": row.full_name,
        "contact": row.contact,
        "region": str(row.region or ""),
        "organisation": row.organisation_title,
        "status": str(row.get_status_display()),
        "ticket": str(row.ticket_number or ""),
        "created_at": row.created_at.isoformat(),
    }
