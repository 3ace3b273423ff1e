"""A lost link, a ticket by number and surname, and what the QR code tells the world."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import limits
from core.contacts import Contact
from core.search.words import fold
from events.forms import LinkForm, LookupForm
from events.models import Event, Registration
from events.models.listing import published
from events.saying import when, where
from events.views.register import send_again
from events.views.secret import hidden

HOUR = 3600


@never_cache
def link(request: HttpRequest) -> HttpResponse:
    """Sends the links of all coming entries of a contact; the answer is the same for known and unknown ones."""
    form = LinkForm(request.POST or None, suspicious=request.method == "POST" and not _ip_allows(request, "link-ip", 60))
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        if limits.allow("link", str(contact), times=5, seconds=HOUR):
            for row in _coming(contact):
                send_again(row)
        return render(request, "events/link_sent.html", {"contact": contact})
    return render(request, "events/link.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def lookup(request: HttpRequest) -> HttpResponse:
    """A ticket to read only; five misses close a number for an hour, thirty an address."""
    events = published().upcoming()
    form = LookupForm(request.POST or None, events=events, initial={"event": request.GET.get("event")})
    if request.method != "POST" or not form.is_valid():
        return render(request, "events/lookup.html", {"form": form}, status=422 if form.errors else 200)
    event, number = form.cleaned_data["event"], form.cleaned_data["number"]
    who, ip = f"{event.key}:{number}", limits.network(limits.client_ip(request))
    locked = limits.wait("ticket-miss", who, times=5, seconds=HOUR) or limits.wait("ticket-miss-ip", ip, times=30, seconds=HOUR)
    if locked:
        form.add_error(None, _("Слишком много попыток. Попробуйте через час или позвоните координатору."))
        return render(request, "events/lookup.html", {"form": form}, status=429)
    row = _by_number(event, number, form.cleaned_data["surname"])
    if row is None:
        limits.allow("ticket-miss", who, times=5, seconds=HOUR)
        limits.allow("ticket-miss-ip", ip, times=30, seconds=HOUR)
        form.add_error(None, _("Такой записи не нашлось. Проверьте номер и фамилию или позвоните координатору."))
        return render(request, "events/lookup.html", {"form": form}, status=422)
    context = {"registration": row, "event": row.event, "when": when(row.event, row.region), "where": where(row.event)}
    return hidden(render(request, "events/looked_up.html", context))


@never_cache
@require_GET
def code(request: HttpRequest, code: str) -> HttpResponse:
    """«Билет: покажите на входе»: nothing personal, nothing changes."""
    event = Event.objects.filter(registrations__ticket_code=code, registrations__erased_at__isnull=True).first()
    if event is None:
        raise Http404
    return hidden(render(request, "events/code.html", {"event": event}))


def _coming(contact: Contact) -> list[Registration]:
    rows = Registration.objects.active().filter(erased_at__isnull=True).select_related("event")
    rows = rows.filter(email=contact.email) if contact.email else rows.filter(phone=contact.phone)
    now = timezone.now()
    return [row for row in rows if not row.event.is_past(now)]


def _by_number(event: Event, number: int, surname: str) -> Registration | None:
    rows = Registration.objects.filter(event=event, ticket_number=number, erased_at__isnull=True)
    row = rows.select_related("event__place", "event__host_region", "region", "option").first()
    return row if row is not None and fold(row.surname) == fold(surname) else None


def _ip_allows(request: HttpRequest, name: str, times: int) -> bool:
    return limits.allow(name, limits.network(limits.client_ip(request)), times=times, seconds=HOUR)
