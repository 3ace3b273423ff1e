"""Acts on an event from its desk: stop taking entries, postpone, name new dates, cancel; the number of letters is said first."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core.states import NotAllowed
from events.forms.desk import DatesForm, ReasonForm
from events.models import Event
from events.rules import can_edit_facts
from events.saying import when
from events.services import cancel_event, plan_again, postpone_event, stop_registration
from events.services.facts import letters_for
from events.states import EVENT_MOVES, EventStatus
from events.views.desk import WORKERS, event_for
from people.decorators import staff_only

TO = {"postpone": EventStatus.POSTPONED, "cancel": EventStatus.CANCELLED, "replan": EventStatus.PLANNED}


@never_cache
@staff_only(*WORKERS)
@require_POST
def stop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Stop taking entries, or take them again."""
    event = _own(request, key)
    stop_registration(event, by=request.user, stopped=event.stopped_at is None)
    return redirect("events:desk_event", key)


@never_cache
@staff_only(*WORKERS)
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, key: uuid.UUID, name: str) -> HttpResponse:
    """GET says what will happen and how many letters leave, POST does it."""
    event = _own(request, key)
    if name not in TO or not EVENT_MOVES.allows(event.status, TO[name]):
        raise Http404
    form = DatesForm(request.POST or None, zone=event.zone) if name == "replan" else ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _do(name, event, request, form.cleaned_data)
        except NotAllowed:
            raise Http404 from None
        return redirect("events:desk_event", key)
    context = {"event": event, "name": name, "form": form, "letters": letters_for(event), "when": when(event), "tab": "overview"}
    return render(request, "events/desk/act.html", context, status=422 if form.errors else 200)


def _do(name: str, event: Event, request: HttpRequest, said: dict) -> None:
    if name == "replan":
        plan_again(event, by=request.user, starts_at=said["starts_at"], ends_at=said["ends_at"])
    elif name == "postpone":
        postpone_event(event, by=request.user, reason=said["reason"])
    else:
        cancel_event(event, by=request.user, reason=said["reason"])


def _own(request: HttpRequest, key: uuid.UUID) -> Event:
    event = event_for(request, key)
    if not can_edit_facts(request.user, event):
        raise Http404
    return event
