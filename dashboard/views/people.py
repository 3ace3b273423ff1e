"""Desk «Люди»: find, look, call; contacts open by a logged click (spec: platform §6, reliability §3)."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.models import Entry
from core.models.history import AUDIT
from dashboard.people_forms import PersonSearchForm
from people import roles
from people.consents import standing
from people.decorators import staff_only
from people.models import CodeCard, User
from people.rules import can_change_roles, can_give_card, can_see_person, can_suspend, is_administrator
from people.services.participants import open_contacts
from people.sources.words import said, who

PER_PAGE = 50
DESK = (roles.COORDINATORS,)


def find_person(request: HttpRequest, public_id: str) -> User:
    """The person of this address if the reader may see it; unknown and foreign give the same 404."""
    person = User.objects.present().select_related("region", "organisation").filter(public_id=public_id).first()
    if person is None or not can_see_person(request.user, person):
        raise Http404
    return person


@never_cache
@staff_only(*DESK)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The list: own regions, administrators all; by first letters or the last digits of a phone."""
    form = PersonSearchForm(request.GET, user=request.user)
    rows = _wanted(form, request.user)
    cards = CodeCard.objects.filter(revoked_at__isnull=True)
    rows = rows.select_related("region").prefetch_related("groups", Prefetch("code_cards", cards, to_attr="open_cards"))
    page = Paginator(rows.order_by("sort_name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": query.urlencode(), "can_print": True}
    return render(request, "dashboard/people/list.html", context)


def _wanted(form: PersonSearchForm, user: User) -> object:
    rows = User.objects.visible_to(user)
    if not form.is_valid():
        return rows
    text = form.cleaned_data["q"].strip()
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) >= 3 and not any(sign.isalpha() for sign in text):
        rows = rows.filter(phone__endswith=digits[-10:])
    elif text:
        rows = rows.named(text)
    if form.cleaned_data.get("region"):
        rows = rows.filter(region__code=form.cleaned_data["region"])
    return rows.filter(groups__name=form.cleaned_data["role"]) if form.cleaned_data["role"] else rows


@never_cache
@staff_only(*DESK)
@require_GET
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One person: who, where, what was done; contacts masked."""
    return person_page(request, find_person(request, public_id))


@never_cache
@staff_only(*DESK)
@require_POST
def contacts(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same page with the contacts open; the person sees who opened them."""
    found = find_person(request, public_id)
    email, phone = open_contacts(found, by=request.user)
    return person_page(request, found, opened={"email": email, "phone": phone})


def person_page(request: HttpRequest, found: User, *, opened: dict | None = None, note: str = "") -> HttpResponse:
    """The page of a person with what the reader may do."""
    user = request.user
    entries = Entry.objects.about(found).select_related("actor").order_by("-at", "-pk")
    if not is_administrator(user):
        entries = entries.exclude(audience=AUDIT)
    context = {
        "person": found,
        "opened": opened,
        "note": note,
        "roles": list(found.groups.filter(name__in=roles.ALL).values_list("name", flat=True)),
        "card": CodeCard.objects.filter(user=found, revoked_at__isnull=True).select_related("issued_by").first(),
        "consents": standing(found).select_related("document", "scan"),
        "history": [(entry, said(entry), who(entry)) for entry in entries[:50]],
        "can_give_card": can_give_card(user, found),
        "can_suspend": can_suspend(user, found),
        "can_change_roles": can_change_roles(user, found),
    }
    return render(request, "dashboard/people/person.html", context)
