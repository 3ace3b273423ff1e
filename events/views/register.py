"""The form of a registration."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from core import limits
from core.contacts import Contact
from events.forms import RegistrationForm, prefill
from events.models import Event, EventPage, Registration
from events.models.rooms import room_of
from events.models.showing import is_full, places
from events.saying import time_by, when, where
from events.services import AlreadyRegistered, Full, NotOpen, Outsider, Proof, register, send_link_again
from events.states import Format, Mode, Window
from events.window import TAKES_FORMS, closing_time, window
from people.models import User

HOUR = 3600


@cache_control(private=True, no_cache=True)
def registration(request: HttpRequest, slug: str) -> HttpResponse:
    """GET shows the form, POST takes the place; refused posts come back filled, with 422."""
    event = _event(slug)
    person = request.user if request.user.is_authenticated else None
    now = timezone.now()
    options = [option for option in event.options.all() if not option.retired]
    onsite = event.format != Format.ONLINE and any(option.mode == Mode.ONSITE for option in options)
    if request.method == "POST":
        form = RegistrationForm(request.POST, options=options, onsite=onsite, suspicious=_suspicious(request))
        if options and form.is_valid():
            return _take(request, event, form, person)
        return _page(request, event, form, options, status=422)
    if person is not None and (own := Registration.objects.active().filter(event=event, person=person).first()):
        return redirect("events:ticket", own.link_token("ticket"))
    form = RegistrationForm(options=options, onsite=onsite, initial=prefill(person) if person else None)
    return _page(request, event, form, options, now=now)


def _take(request: HttpRequest, event: Event, form: RegistrationForm, person: User | None) -> HttpResponse:
    contact = form.cleaned_data["contact"]
    if not limits.allow("register", str(contact), times=10, seconds=HOUR):
        form.add_error(None, _("С этим адресом сегодня уже много попыток. Подождите час или позвоните координатору."))
        return _page(request, event, form, list(form.options.values()), status=429)
    proof = Proof(purposes=form.purposes, ip=limits.client_ip(request))
    try:
        row = register(
            event,
            form.chosen,
            form.entry(contact=contact),
            submit_key=form.cleaned_data["submit_key"],
            proof=proof,
            may_wait="may_wait" in request.POST,
            person=person,
        )
    except AlreadyRegistered as known:
        return _known(request, event, known.registration, contact, person)
    except Full as full:
        return _page(request, event, form, list(form.options.values()), status=422, full=full)
    except NotOpen as closed:
        return _page(request, event, form, list(form.options.values()), status=422, closed=closed.window)
    except Outsider:
        return _page(request, event, form, list(form.options.values()), status=422, outsider=True)
    return redirect("events:ticket", row.link_token("ticket"))


def _known(request: HttpRequest, event: Event, row: Registration, contact: Contact, person: User | None) -> HttpResponse:
    """To the same person their ticket; to a guest with just an address the neutral words, and a letter with the link."""
    if person is not None and row.person_id == person.pk:
        return redirect("events:ticket", row.link_token("ticket"))
    if row.contact == str(contact) or str(contact) in (row.email, row.phone):
        send_again(row)
    return render(request, "events/link_sent.html", {"contact": contact, "event": event})


def send_again(row: Registration) -> None:
    """The letter with the link, at most one a minute and five an hour for one entry."""
    quick = limits.allow("ticket-link-minute", row.public_id, times=1, seconds=60)
    if quick and limits.allow("ticket-link", row.public_id, times=5, seconds=HOUR):
        send_link_again(row)


def _suspicious(request: HttpRequest) -> bool:
    """Over 30 forms an hour from one address: an office shares it, so the answer is a plain question."""
    return not limits.allow("register-ip", limits.network(limits.client_ip(request)), times=30, seconds=HOUR)


def _event(slug: str) -> Event:
    """The event of a published page, by the page's slug; 404 without one."""
    pages = EventPage.objects.live().filter(slug=slug).values("translation_key")
    event = Event.objects.filter(key__in=pages).select_related("place", "host_region").first()
    if event is None:
        raise Http404
    return event


def _page(
    request: HttpRequest,
    event: Event,
    form: RegistrationForm,
    options: list,
    *,
    status: int = 200,
    full: Full | None = None,
    closed: str = "",
    outsider: bool = False,
    now: object = None,
) -> HttpResponse:
    now = now or timezone.now()
    room = room_of(event.pk, now)
    regions = [line.region for line in room.lines if line.region]
    state = closed or window(event, None, full=is_full(room, options, [None, *regions]), now=now)
    context = {
        "event": event,
        "form": form,
        "window": state,
        "window_says": Window(state).label,
        "takes_forms": state in TAKES_FORMS and bool(options),
        "waits": state == Window.WAITING_ONLY,
        "full": full,
        "closed": closed,
        "outsider": outsider,
        "places": places(room, {}),
        "when": when(event),
        "where": where(event),
        "time_by": time_by(event),
        "closes_at": closing_time(event),
    }
    return render(request, "events/register.html", context, status=status)
