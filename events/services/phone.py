"""«Обзвон»: what a caller says of each letter and the buttons that do the very act of the letter (spec: living-people §1)."""

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import guard, history
from core.mail import calls
from core.mail.calls import CallAct, CallRefused
from core.models import Letter, PhoneCall
from core.moments import day_month
from core.moments import when as moment_said
from events.emails import about
from events.models import EventStaff, Registration
from events.saying import time_by, when
from events.services.change import cancel_registration
from events.services.line import TooLate, answer_offer
from events.states import Status
from people.models import User
from regions.models import CoordinatorScope

SOURCE = gettext_lazy("по телефону")
SAYS = {
    "registration_confirmed": gettext_lazy("Запись подтверждена, билет № %(number)s: %(event)s, %(when)s."),
    "registration_approved": gettext_lazy("Организатор подтвердил запись, билет № %(number)s: %(event)s, %(when)s."),
    "registration_pending": gettext_lazy("Запись на рассмотрении, ответим позже: %(event)s."),
    "registration_rejected": gettext_lazy("Записать не получилось: %(event)s. %(reason)s"),
    "registration_revoked": gettext_lazy("Запись отозвана: %(event)s. %(reason)s"),
    "registration_changed": gettext_lazy("Данные записи изменены, билет № %(number)s: %(event)s."),
    "registration_cancelled": gettext_lazy("Запись отменена: %(event)s."),
    "waiting_joined": gettext_lazy("Мест пока нет, вы в листе ожидания, номер %(number)s: %(event)s."),
    "offer_lapsed": gettext_lazy("Срок ответа о свободном месте прошёл: %(event)s."),
    "waiting_closed": gettext_lazy("Свободных мест не нашлось: %(event)s."),
    "link_again": gettext_lazy("Номер вашего билета %(number)s: %(event)s, %(when)s."),
    "event_changed": gettext_lazy("Событие изменилось: %(event)s, теперь %(when)s, %(where)s."),
    "event_postponed": gettext_lazy("Событие перенесено, новые даты назовём позже: %(event)s."),
    "event_replanned": gettext_lazy("Новые даты: %(event)s, %(when)s. Приедете?"),
    "event_cancelled": gettext_lazy("Событие отменено: %(event)s. %(reason)s"),
    "place_offered": gettext_lazy("Освободилось место: %(event)s, %(when)s. Ответить нужно до %(until)s. Придёте?"),
}


def say(letter: Letter) -> str:
    """One sentence for the caller, at most 400 signs."""
    registration = about(letter)
    if registration is None:
        return _("Запись удалена, звонить не нужно.")
    event = registration.event
    until = parse_datetime(letter.data["until"]) if letter.data.get("until") else None
    words = {
        "number": registration.ticket_number or "",
        "event": event.title,
        "when": when(event, registration.region),
        "where": str(event.place or ""),
        "reason": letter.data.get("reason", ""),
        "until": f"{day_month(until, event.zone)}, {moment_said(until, event.zone, time_by(event))}" if until else "",
    }
    return (str(SAYS[letter.kind.removeprefix("events.")]) % words).strip()[:400]


def callers(letter: Letter) -> QuerySet[User]:
    """Who calls: coordinators of the person's region and organisers of the event."""
    registration = about(letter)
    if registration is None:
        return User.objects.none()
    regional = CoordinatorScope.objects.filter(region=registration.region_id, until__isnull=True).values("user")
    staff = EventStaff.objects.filter(event=registration.event_id).values("user")
    return User.objects.filter(Q(pk__in=regional) | Q(pk__in=staff), is_active=True)


def told(call: PhoneCall, by: User) -> None:
    """The person has heard it: a history row."""
    registration = about(call.letter)
    if registration is not None:
        _record(registration, by)


def comes(call: PhoneCall, by: User) -> None:
    """«Придёт»: the answer to an offer."""
    _answer(call, by, yes=True)


def does_not_come(call: PhoneCall, by: User) -> None:
    """«Не придёт»: an offer declined, else the entry cancelled."""
    registration = about(call.letter)
    if registration is not None and registration.status == Status.OFFERED:
        answer_offer(registration, yes=False, by=by, source=str(SOURCE))
    elif registration is not None and registration.is_active:
        cancel_registration(registration, by=by, source=str(SOURCE))


def register_calls() -> None:
    """Called once from the app's `ready`."""
    heard, refuses = CallAct("told", gettext_lazy("рассказали"), told), CallAct("no", gettext_lazy("не придёт"), does_not_come)
    for name in SAYS:
        acts = [heard, refuses]
        if name == "place_offered":
            acts = [CallAct("yes", gettext_lazy("придёт"), comes), refuses]
        calls.register(f"events.{name}", say, acts, callers)


def _answer(call: PhoneCall, by: User, *, yes: bool) -> None:
    registration = about(call.letter)
    if registration is None:
        return
    try:
        answer_offer(registration, yes=yes, by=by, source=str(SOURCE))
    except TooLate as error:
        raise CallRefused(_("Место уже предложено другому: срок ответа прошёл.")) from error


@guard.act
def _record(registration: Registration, by: User) -> None:
    history.record(registration, "told", actor=by, person=registration.person, reason=str(SOURCE), audience=history.PERSON)
