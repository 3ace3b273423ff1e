"""People of the demo registered for its events, in the order in which they came."""

from typing import Any

from core.contacts import Contact
from events.models import Event, Registration, RegistrationOption
from events.services import Entry, Proof, approve_registration, cancel_registration, register
from events.states import Source, Status
from home.loading.source import Known, days_ago
from people.models import User


def register_people(event: Event, row: dict[str, Any], options: dict[str, RegistrationOption], known: Known) -> None:
    """Everybody in the row's `registrations`; who finds no place waits, who was approved or left has gone through it."""
    staff = known.people[row["staff"][-1]]
    for one in row.get("registrations", []):
        registration = _registered(event, options[one["option"]], one, known.people[one["person"]], staff)
        if one["status"] == "confirmed" and registration.status == Status.PENDING:
            approve_registration(registration, by=staff)
        elif one["status"] == "cancelled" and registration.is_active:
            cancel_registration(registration)
        _dated(registration, one["days_ago"])


def _registered(event: Event, option: RegistrationOption, one: dict[str, Any], person: User, staff: User) -> Registration:
    by_staff = one.get("source") == Source.STAFF
    entry = Entry(
        surname=person.last_name,
        name=person.first_name,
        patronymic=person.patronymic,
        contact=Contact(email=person.email) if person.email else Contact(phone=person.phone),
        second=Contact(phone=person.phone),
        region=person.region,
        organisation=person.organisation,
    )
    return register(
        event,
        option,
        entry,
        submit_key=f"demo-{one['person']}",
        proof=Proof(source="paper", number="Показательная ведомость") if by_staff else Proof(),
        may_wait=True,
        person=person,
        source=Source.STAFF if by_staff else Source.SELF,
        by=staff if by_staff else None,
    )


def _dated(registration: Registration, days: int) -> None:
    """The day on which the person came, and the place in line by it."""
    rows = Registration.objects.filter(pk=registration.pk)
    rows.update(created_at=days_ago(days))
    rows.filter(status=Status.WAITING).update(queue_key=days_ago(days))
