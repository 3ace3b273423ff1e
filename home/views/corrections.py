"""«Исправить организацию»: anybody asks, the region's coordinator answers (spec: civic A1)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core import limits, moments
from core.states import NotAllowed
from home.correction_forms import ApplyForm, CorrectionForm, DeclineForm
from people import roles
from people.decorators import staff_only
from regions.living import phone_for
from regions.models import CorrectionRequest, Organisation
from regions.rules import can_decide_correction, corrections_of
from regions.services.corrections import apply_correction, ask_correction, decline_correction

DESK = (roles.COORDINATORS,)
HOUR = 3600


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The card as a form: whoever knows better corrects it and leaves an address for the answer."""
    organisation = get_object_or_404(Organisation.objects.public().select_related("region"), pk=pk, slug=slug)
    suspicious = request.method == "POST" and not _allows(request)
    form = CorrectionForm(request.POST or None, instance=organisation, initial=_contact_of(request), suspicious=suspicious)
    if request.method == "POST" and form.is_valid():
        person = request.user if request.user.is_authenticated else None
        said = {"proposed": form.proposed, "text": form.cleaned_data["text"], "contact": form.cleaned_data["contact"]}
        ask_correction(Organisation.objects.get(pk=pk), by=person, **said)
        return redirect("home:correction_sent", pk, slug)
    shown = Organisation.objects.get(pk=pk)  # the form has written the proposal into its own copy
    context = {"form": form, "organisation": shown, "living": phone_for(organisation.region)}
    return render(request, "home/corrections/ask.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def sent(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Thanks, and who will answer."""
    organisation = get_object_or_404(Organisation.objects.public().select_related("region"), pk=pk, slug=slug)
    context = {"organisation": organisation, "living": phone_for(organisation.region)}
    return render(request, "home/corrections/sent.html", context)


@never_cache
@staff_only(*DESK)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer in the own regions, the oldest first, and the last answers."""
    rows = corrections_of(request.user).select_related("organisation__region")
    answered = rows.exclude(state=CorrectionRequest.State.NEW).order_by("-decided_at")[:20]
    context = {"waiting": [_row(one) for one in rows.waiting()[:50]], "answered": [_row(one) for one in answered]}
    return render(request, "home/corrections/desk.html", context)


@never_cache
@staff_only(*DESK)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Was and should be side by side; one button writes it into the card, another says why not."""
    correction = CorrectionRequest.objects.select_related("organisation__region", "by").filter(public_id=public_id).first()
    if correction is None or not can_decide_correction(request.user, correction):
        raise Http404
    declines = request.POST.get("act") == "decline"
    card = Organisation.objects.get(pk=correction.organisation_id)
    apply_form = ApplyForm(None if declines else request.POST or None, instance=card, initial=correction.proposed)
    decline_form = DeclineForm(request.POST if declines else None)
    form = decline_form if declines else apply_form
    if request.method == "POST" and form.is_valid():
        try:
            if declines:
                decline_correction(correction, by=request.user, answer=form.cleaned_data["answer"])
            else:
                apply_correction(correction, form.values, by=request.user, answer=form.cleaned_data["answer"])
        except NotAllowed:
            pass  # somebody has answered meanwhile: the screen shows what
        return redirect("home:correction", public_id)
    context = {
        "correction": correction,
        "organisation": correction.organisation,
        "waits": correction.state == CorrectionRequest.State.NEW,
        "changes": _changes(correction),
        "form": apply_form,
        "decline_form": decline_form,
    }
    return render(request, "home/corrections/decide.html", context, status=422 if form.errors else 200)


def _allows(request: HttpRequest) -> bool:
    return limits.allow("correction-ip", limits.network(limits.client_ip(request)), times=20, seconds=HOUR)


def _contact_of(request: HttpRequest) -> dict[str, str]:
    """Whoever has signed in need not type the own address."""
    user = request.user
    return {"contact": user.email or user.phone} if user.is_authenticated else {}


def _changes(correction: CorrectionRequest) -> list[dict[str, str]]:
    titles = {field.name: field.verbose_name for field in Organisation._meta.concrete_fields}
    return [{"title": titles[name], "was": was, "now": now} for name, was, now in correction.changes()]


def _row(one: CorrectionRequest) -> dict[str, object]:
    waits = one.state == CorrectionRequest.State.NEW
    moment = one.created_at if waits else one.decided_at
    return {
        "title": str(one.organisation),
        "url": reverse("home:correction", args=[one.public_id]),
        "text": _("%(region)s, %(moment)s") % {"region": one.organisation.region.title, "moment": moments.ago(moment)},
        "status": {"text": one.get_state_display(), "kind": "wait" if waits else "ok" if one.state == "done" else ""},
    }
