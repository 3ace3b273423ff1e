"""The ticket by secret link: GET shows, POST changes (spec: events §5)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import qr
from core.states import NotAllowed
from events.calendar import Item, calendar
from events.emails import code_url, ticket_url
from events.forms import ChangeForm
from events.models import Registration
from events.queue import place_in_line
from events.saying import when, where
from events.services import Full, answer_offer, cancel_registration, change_registration
from events.services import join as note_joining
from events.services import reconfirm as answer_coming
from events.services.erasing import withdraw_and_erase
from events.services.line import TooLate
from events.states import Status
from events.views.secret import TICKET, by_link
from events.window import may_join

FORMS = "form-action 'self'"


@by_link
@require_GET
def ticket(request: HttpRequest, registration: Registration) -> HttpResponse:
    """State in words, QR, number, time, place, and what may be done now."""
    context = ticket_context(registration)
    response = render(request, "events/ticket.html", context)
    if context.get("joins"):
        # a form may be led on to another host only where its page says so
        parts = urlsplit(registration.event.join_url)
        response["Content-Security-Policy"] = settings.CSP_PUBLIC.replace(FORMS, f"{FORMS} {parts.scheme}://{parts.netloc}")
    return response


@by_link
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Names, region, organisation; a region whose places are gone is refused and nothing is lost."""
    if not registration.may_change(timezone.now()):
        return _ticket(registration)
    form = ChangeForm(request.POST or None, registration=registration)
    if request.method == "POST" and form.is_valid():
        try:
            change_registration(registration, form.entry())
        except Full:
            form.add_error("region", _("Для этого региона мест не осталось. Прежние данные и ваше место сохранены."))
        except NotAllowed:
            return _ticket(registration)
        else:
            return _ticket(registration)
    context = {"form": form, "registration": registration, "event": registration.event, "token": registration.link_token(TICKET)}
    return render(request, "events/change.html", context, status=422 if form.errors else 200)


@by_link
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, registration: Registration) -> HttpResponse:
    """GET asks once more, POST cancels; a second POST shows what is already so."""
    if request.method == "POST" and registration.may_change(timezone.now()):
        try:
            cancel_registration(registration)
        except NotAllowed:
            return _ticket(registration)
    elif request.method == "GET" and registration.may_change(timezone.now()):
        context = {"registration": registration, "event": registration.event, "token": registration.link_token(TICKET)}
        return render(request, "events/cancel.html", context)
    return _ticket(registration)


@by_link
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """«Да, приеду» and «Не нужно»; a late or second answer shows the deadline and the present state."""
    if request.method == "POST" and request.POST.get("answer") in ("yes", "no"):
        try:
            answer_offer(registration, yes=request.POST["answer"] == "yes")
        except TooLate as late:
            registration.refresh_from_db()
            context = ticket_context(registration) | {"late_offer": late.offer}
            return render(request, "events/ticket.html", context, status=409)
    return _ticket(registration)


@by_link
@require_http_methods(["GET", "POST"])
def reconfirm(request: HttpRequest, registration: Registration) -> HttpResponse:
    """«Приеду» and «Не приеду»."""
    if request.method == "POST" and request.POST.get("answer") in ("yes", "no") and registration.may_change(timezone.now()):
        try:
            answer_coming(registration, coming=request.POST["answer"] == "yes")
        except NotAllowed:
            return _ticket(registration)
    return _ticket(registration)


@by_link
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, registration: Registration) -> HttpResponse:
    """«Подключиться»: noted, then on to the meeting; the address stands in no page, letter or feed."""
    open_now = registration.status == Status.CONFIRMED and may_join(registration.event, timezone.now())
    if request.method != "POST" or not open_now:
        return _ticket(registration)
    note_joining(registration)
    return redirect(registration.event.join_url)


@by_link
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, registration: Registration) -> HttpResponse:
    """A guest takes the consent back: the entry is cancelled and the person erased. A person with an account does it there."""
    if registration.person_id:
        return redirect("/accounts/consents/")
    if request.method == "POST":
        withdraw_and_erase(registration)
        return render(request, "events/withdrawn.html", {"event": registration.event})
    context = {"registration": registration, "event": registration.event, "token": registration.link_token(TICKET)}
    return render(request, "events/withdraw.html", context)


@by_link
@require_GET
def ticket_ics(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The event for the person's calendar."""
    event, ended = registration.event, not registration.is_active
    item = Item(event, ticket_url(registration), event.sessions.filter(cancelled=False), cancelled=ended)
    response = HttpResponse(calendar([item]), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sobytie.ics"'
    return response


def ticket_context(registration: Registration) -> dict:
    """What the ticket shows."""
    event, now = registration.event, timezone.now()
    context = {
        "registration": registration,
        "event": event,
        "token": registration.link_token(TICKET),
        "when": when(event, registration.region),
        "where": where(event),
        "may_change": registration.may_change(now),
        "past": event.is_past(now),
        "change_until": event.change_until or event.starts_at,
    }
    if registration.status == Status.CONFIRMED:
        context["code"] = qr.svg(code_url(registration), _("QR-код билета"))
        context["asks"] = event.starts_at is not None and now >= event.starts_at - timedelta(days=event.reconfirm_days)
        context["joins"] = may_join(event, now)
    if registration.status == Status.WAITING:
        context["line"] = place_in_line(registration)
    if registration.status == Status.OFFERED:
        context["offer"] = registration.offers.filter(answered_at__isnull=True).first()
    return context


def _ticket(registration: Registration) -> HttpResponse:
    return redirect("events:ticket", registration.link_token(TICKET))
