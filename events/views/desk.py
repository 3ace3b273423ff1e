"""The desk of an event: what waits for the organiser, who is registered; strangers meet a 404."""

import uuid

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core import exports, history
from core.contacts import Contact
from events.exports import full, people_columns
from events.filters import PeopleFilter
from events.forms.desk import AddPersonForm
from events.models import Event, EventPage, Registration, new_submit_key
from events.models.rooms import room_of, rooms
from events.room import Room
from events.rules import can_edit_facts, runs
from events.saying import when, where
from events.services import AlreadyRegistered, Full, NotOpen, Outsider, Proof, register
from events.states import QuotaKind, Source, Status
from people import roles
from people.decorators import staff_only
from people.models import User
from regions.models import Region
from regions.scope import ALL, scope_of

PER_PAGE = 50
WORKERS = (roles.ORGANISERS, roles.COORDINATORS)


@never_cache
@staff_only(*WORKERS)
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Events whose people the user works with, what is coming first."""
    now = timezone.now()
    mine = Event.objects.run_by(request.user).select_related("place", "host_region")
    coming, past = list(mine.upcoming(now)[:100]), list(mine.past(now)[:30])
    visible = Registration.objects.worked_by(request.user).filter(event__in=[*coming, *past]).order_by()
    counts: dict[int, dict[str, int]] = {}
    for event, status, people in visible.values_list("event", "status").annotate(n=Count("pk")):
        counts.setdefault(event, {})[status] = people
    free = {pk: _free(room) for pk, room in rooms([event.pk for event in coming], now).items()}
    rows = [
        {"event": event, "when": when(event), "counts": counts.get(event.pk, {}), "free": free.get(event.pk)} for event in coming
    ]
    gone = [{"event": event, "when": when(event), "counts": counts.get(event.pk, {})} for event in past]
    only_of = _regions_of(request.user) if any(not runs(request.user, event) for event in [*coming, *past]) else ""
    return render(request, "events/desk/front.html", {"rows": rows, "past": gone, "only_of": only_of})


@never_cache
@staff_only(*WORKERS)
@require_GET
def overview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """«Обзор»: numbers that link to their rows, quotas, and the acts on the event."""
    event = event_for(request, key)
    counted = dict(people_of(request, event).order_by().values_list("status").annotate(n=Count("pk")))
    numbers = [(status, Status(status).label, counted[status]) for status in Status.values if status in counted]
    page = EventPage.objects.for_key(event.key).order_by("locale__language_code").last()
    context = {
        "event": event,
        "when": when(event),
        "where": where(event),
        "numbers": numbers,
        "uses": _named(room_of(event.pk)),
        "may_edit": can_edit_facts(request.user, event),
        "page_of_event": page,
        "only_of": _only_of(request, event),
        "tab": "overview",
    }
    return render(request, "events/desk/overview.html", context)


@never_cache
@staff_only(*WORKERS)
@require_GET
def people(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """«Участники»: search, filters, masked contacts; the same list as a table."""
    event = event_for(request, key)
    rows = full(people_of(request, event))
    found = PeopleFilter(request.GET or None, queryset=rows, options=event.options.all())
    chosen = found.qs if found.is_valid() else rows
    if request.GET.get("format") in ("xlsx", "csv"):
        name = f"{event.title}, участники"
        return exports.respond(request, name, people_columns(), chosen, what=history.about(event), format=request.GET["format"])
    query = request.GET.copy()
    query.pop("page", None)
    pages = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "filter": found, "pages": pages, "query": query.urlencode(), "tab": "people"}
    context["only_of"] = _only_of(request, event)
    return render(request, "events/desk/people.html", context)


@never_cache
@staff_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A person by phone or at the door."""
    event = event_for(request, key)
    form = AddPersonForm(request.POST or None, event=event, user=request.user, all_regions=runs(request.user, event))
    if request.method == "POST" and form.is_valid() and (row := _added(request, event, form)):
        return redirect("events:desk_person", event.key, row.public_id)
    context = {"event": event, "form": form, "key": request.POST.get("submit_key") or new_submit_key(), "tab": "people"}
    return render(request, "events/desk/add.html", context, status=422 if form.errors else 200)


def event_for(request: HttpRequest, key: uuid.UUID) -> Event:
    """The event, if the user works with its people; else 404."""
    event = Event.objects.run_by(request.user).select_related("place", "host_region").filter(key=key).first()
    if event is None:
        raise Http404
    return event


def people_of(request: HttpRequest, event: Event) -> QuerySet[Registration]:
    """The people of the event whom the user may see."""
    return Registration.objects.worked_by(request.user).filter(event=event)


def _added(request: HttpRequest, event: Event, form: AddPersonForm) -> Registration | None:
    contact: Contact = form.cleaned_data["contact"]
    try:
        return register(
            event,
            form.cleaned_data["option"],
            form.entry(contact=contact),
            submit_key=request.POST.get("submit_key", "")[:64] or new_submit_key(),
            proof=Proof(source="paper", number=form.cleaned_data["consent"]),
            may_wait=form.cleaned_data["may_wait"],
            source=Source.PHONE,
            by=request.user,
        )
    except AlreadyRegistered as known:
        form.add_error("contact", _("Уже в списке: %(name)s, билет № %(number)s.") % {
            "name": known.registration.full_name, "number": known.registration.ticket_number
        })  # fmt: skip
    except Full:
        form.add_error(None, _("Мест нет. Отметьте «поставить в лист ожидания», если человек согласен ждать."))
    except NotOpen as closed:
        form.add_error(None, str(closed.window))
    except Outsider:
        form.add_error("region", _("На это событие записываем только из принимающего региона и соседних."))
    return None


def _only_of(request: HttpRequest, event: Event) -> str:
    """The regions whose people alone the user sees of this event, in words; empty for who sees everybody."""
    return "" if runs(request.user, event) else _regions_of(request.user)


def _regions_of(user: User) -> str:
    """Names of the regions the user coordinates; empty for who works with all."""
    scope = scope_of(user)
    return "" if scope == ALL else ", ".join(Region.objects.filter(pk__in=scope).order_by("name").values_list("name", flat=True))


def _free(room: Room) -> int | None:
    uses = [use for use in room.uses() if use.line.kind == QuotaKind.PLACES and use.free is not None]
    return min(use.free for use in uses) if uses else None


def _named(room: Room) -> list[dict]:
    names = dict(Region.objects.filter(pk__in=[line.region for line in room.lines if line.region]).values_list("pk", "name"))
    return [{"label": names.get(use.line.region, QuotaKind(use.line.kind).label), "use": use} for use in room.uses()]
