"""Adding people without e-mail and giving them code cards: printed or dictated (spec: platform §6, living-people §1)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import qr
from core.files import serve
from dashboard.people_forms import InviteForm, PaperConsentForm, ParticipantForm
from dashboard.views.people import DESK, find_person
from people.decorators import staff_only
from people.models import CodeCard, ConsentScan, User
from people.services import cards
from people.services.invitations import TooMany
from people.services.invitations import invite as send_invitation
from people.services.paper import give_on_paper
from people.services.participants import PersonRefused, add_participant, namesakes
from regions.living import phone_for

ON_A_SHEET = 8


@never_cache
@staff_only(*DESK)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """While talking: name, phone, then the code to dictate, three minutes in all."""
    form = ParticipantForm(request.POST or None, user=request.user)
    if request.method == "POST" and "anyway" in request.POST:
        form.ask_anyway()
    if request.method == "GET" or not form.is_valid():
        return _add_page(request, form, status=422 if request.method == "POST" else 200)
    answers = form.cleaned_data
    known = namesakes(answers["last_name"], answers["first_name"], answers["region"])
    if known and not answers.get("anyway"):
        form.ask_anyway()
        form.add_error(
            None, _("Похоже, этот человек уже есть. Откройте его страницу или отметьте внизу, что это другой человек.")
        )
        return _add_page(request, form, known=known, status=422)
    try:
        person = add_participant(answers, by=request.user, paper=answers["paper"])
    except PersonRefused:
        raise Http404 from None
    printed = answers["paper"] and request.POST.get("way") == "print"
    return _give(request, [person], CodeCard.Kind.PRINTED if printed else CodeCard.Kind.DICTATED)


@never_cache
@staff_only(*DESK)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """A letter with the way in, for somebody who has e-mail; the answer does not tell whether the address is known."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_invitation(form.cleaned_data["email"], name=form.cleaned_data["name"], by=request.user)
        except TooMany:
            form.add_error(None, _("За час отправлено слишком много приглашений. Продолжите позже."))
        else:
            return render(request, "dashboard/people/invite.html", {"form": InviteForm(), "sent_to": form.cleaned_data["email"]})
    return render(request, "dashboard/people/invite.html", {"form": form}, status=422 if request.method == "POST" else 200)


@never_cache
@staff_only(*DESK)
@require_POST
def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new card for one person; an earlier one is revoked. The code is shown in this answer only."""
    person = find_person(request, public_id)
    wanted = request.POST.get("kind")
    dictated = wanted == CodeCard.Kind.DICTATED or person.welcomed_at is None
    return _give(request, [person], CodeCard.Kind.DICTATED if dictated else CodeCard.Kind.PRINTED)


@never_cache
@staff_only(*DESK)
@require_POST
def sheet(request: HttpRequest) -> HttpResponse:
    """An A4 of cards for up to eight marked people."""
    ids = request.POST.getlist("person")[:ON_A_SHEET]
    people = list(User.objects.visible_to(request.user).select_related("region").filter(public_id__in=ids).order_by("sort_name"))
    if not people:
        raise Http404
    return _give(request, people, CodeCard.Kind.PRINTED)


@never_cache
@staff_only(*DESK)
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """End the person's card: lost, or no longer needed."""
    person = find_person(request, public_id)
    for found in CodeCard.objects.filter(user=person, revoked_at__isnull=True).select_related("user"):
        cards.revoke_card(found, by=request.user, reason=_("Отозвал координатор"))
    return render(request, "dashboard/people/done.html", {"person": person, "said": _("Карточка больше не действует.")})


@never_cache
@staff_only(*DESK)
@require_http_methods(["GET", "POST"])
def paper_consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down a consent signed on paper."""
    person = find_person(request, public_id)
    form = PaperConsentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        give_on_paper(person, answers["purpose"], number=answers["number"], scan=answers["scan"], by=request.user)
        return HttpResponseRedirect(reverse("dashboard:person", args=[person.public_id]))
    context = {"person": person, "form": form}
    return render(request, "dashboard/people/paper.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@staff_only(*DESK)
@require_GET
def scan(request: HttpRequest, public_id: str, scan_id: str) -> HttpResponseBase:
    """The scan of a paper consent."""
    person = find_person(request, public_id)
    row = ConsentScan.objects.filter(public_id=scan_id, consent__person=person).first()
    if row is None:
        raise Http404
    return serve(request, row)


def _give(request: HttpRequest, people: list[User], kind: str) -> HttpResponse:
    made, refused = [], []
    for person in people:
        try:
            row, code = cards.issue_card(person, by=request.user, kind=kind)
        except cards.CardRefused:
            refused.append(person)
            continue
        made.append(
            {"person": person, "card": row, "code": cards.spaced(code), "qr": _qr(code), "phone": phone_for(person.region)}
        )
    if not made:
        raise Http404
    template = "dashboard/people/dictate.html" if kind == CodeCard.Kind.DICTATED else "dashboard/people/sheet.html"
    address = f"{settings.SITE_URL}/accounts/card/"
    return render(request, template, {"made": made, "refused": refused, "one": made[0], "address": address})


def _qr(code: str) -> str:
    try:
        return qr.svg(f"{settings.SITE_URL}/accounts/card/?k={code}", _("Код для входа"))
    except qr.TooLong:
        return ""


def _add_page(request: HttpRequest, form: ParticipantForm, *, known: list[User] = (), status: int = 200) -> HttpResponse:
    return render(request, "dashboard/people/add.html", {"form": form, "known": known}, status=status)
