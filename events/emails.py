"""Letters about registrations: one function per letter, named by what has happened (spec: events §6)."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from core import qr
from core.mail import content
from core.mail.kinds import Content, letter
from core.models import Letter
from core.moments import day_month
from core.moments import when as moment_said
from events.calendar import Item, calendar
from events.models import Registration
from events.saying import time_by, when, where
from events.states import Status

ICS = "text/calendar; charset=utf-8; method=PUBLISH"
NEEDS_ICS = {"registration_confirmed", "registration_approved", "event_changed", "event_replanned"}


def ticket_url(registration: Registration) -> str:
    """The secret address of the ticket."""
    return settings.SITE_URL + reverse("events:ticket", args=[registration.link_token("ticket")])


def code_url(registration: Registration) -> str:
    """What the QR code says."""
    return settings.SITE_URL + reverse("events:code", args=[registration.ticket_code])


def about(row: Letter) -> Registration | None:
    """The registration a letter speaks of, as it is now; None when its data were erased."""
    rows = Registration.objects.select_related("event__place", "event__host_region", "option", "region")
    return rows.filter(public_id=row.about_key, erased_at__isnull=True).first()


def words(registration: Registration, row: Letter) -> dict:
    """What every letter about a registration may say."""
    event = registration.event
    return {
        "registration": registration,
        "event": event,
        "when": when(event, registration.region),
        "where": where(event),
        "ticket_url": ticket_url(registration),
        "data": row.data,
    }


def files(registration: Registration, *, cancelled: bool = False, code: bool = False) -> list[tuple[str, str, bytes]]:
    """The calendar file and, for a ticket, its QR code as a picture."""
    event = registration.event
    item = Item(event, ticket_url(registration), event.sessions.filter(cancelled=False), cancelled=cancelled)
    found = [("sobytie.ics", ICS, calendar([item]))] if event.starts_at else []
    return [*found, ("bilet.png", "image/png", qr.png(code_url(registration)))] if code else found


def _of(name: str, title: str, *statuses: str) -> Callable[[Letter], Content | None]:
    """A letter said only while the registration is in one of these states (any, if none is named)."""

    @letter(f"events.{name}", title)
    def make(row: Letter) -> Content | None:
        registration = about(row)
        if registration is None or (statuses and registration.status not in statuses):
            return None
        attached = files(registration, code=True) if name in NEEDS_ICS and registration.status == Status.CONFIRMED else []
        return content(f"events/{name}", row, words(registration, row), attached)

    return make


registration_confirmed = _of("registration_confirmed", _("Запись на событие подтверждена"), Status.CONFIRMED)
registration_approved = _of("registration_approved", _("Запись одобрена организатором"), Status.CONFIRMED)
registration_pending = _of("registration_pending", _("Запись на рассмотрении"), Status.PENDING)
registration_rejected = _of("registration_rejected", _("В записи отказано"), Status.REJECTED)
registration_revoked = _of("registration_revoked", _("Запись отозвана организатором"), Status.REVOKED)
registration_changed = _of("registration_changed", _("Данные записи изменены"))
waiting_joined = _of("waiting_joined", _("Вы в листе ожидания"), Status.WAITING)
offer_lapsed = _of("offer_lapsed", _("Срок ответа прошёл"))
waiting_closed = _of("waiting_closed", _("Мест не освободилось"))
link_again = _of("link_again", _("Ссылка на билет"))
event_changed = _of("event_changed", _("Событие изменилось"))
event_postponed = _of("event_postponed", _("Событие перенесено"))
event_replanned = _of("event_replanned", _("Новые даты события"))


@letter("events.place_offered", _("Освободилось место"))
def place_offered(row: Letter) -> Content | None:
    """The offer with its deadline; nothing once it is answered."""
    registration = about(row)
    if registration is None or registration.status != Status.OFFERED:
        return None
    until, event = parse_datetime(row.data["until"]), registration.event
    said = {"until_day": day_month(until, event.zone), "until_time": moment_said(until, event.zone, time_by(event))}
    return content("events/place_offered", row, words(registration, row) | said)


@letter("events.registration_cancelled", _("Запись отменена"))
def registration_cancelled(row: Letter) -> Content | None:
    """With a calendar file that takes the event out of the calendar."""
    registration = about(row)
    if registration is None:
        return None
    return content("events/registration_cancelled", row, words(registration, row), files(registration, cancelled=True))


@letter("events.event_cancelled", _("Событие отменено"))
def event_cancelled(row: Letter) -> Content | None:
    """To everybody registered, with the reason."""
    registration = about(row)
    if registration is None:
        return None
    return content("events/event_cancelled", row, words(registration, row), files(registration, cancelled=True))
