"""What events keep about a person: told, exported, erased (spec: platform §6, events §4)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import EventStaff, Registration
from events.saying import when
from events.services.erasing import erase_registration
from people.models import User
from people.personal import Erased, Exported, PersonalDataSource, Section, register

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
            erase_registration(row)
        EventStaff.objects.filter(user=user).delete()
    kept = (
        {str(_("записи на события")): str(_("регион, вариант участия и состояние, без имени и адреса: для отчётов о грантах"))}
        if rows
        else {}
    )
    return Erased({str(_("записи на события")): len(rows)}, kept)


def register_source() -> None:
    """Called once from the app's `ready`."""
    register(PersonalDataSource("events", _("События"), describe, export, erase, COVERS))


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
