"""What a mentor gives: time on request or by own will, to a person or the group; a mark by hand; the group page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.states import NotAllowed
from school.forms.mentoring import ByHandForm, GiveForm, RefuseForm
from school.models import Enrolment, ExtensionRequest, Group, RunItem
from school.rules import can_review
from school.services.extensions import extend, grant, refuse
from school.services.group_page import members_of
from school.services.mentor_queue import groups_of
from school.services.overriding import override
from school.services.results import results_of
from school.states import READS, RequestState
from school.views.doors import mentors_only

RELATED = ("user", "run__course__page", "region", "group", "course__page")


@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def time_request(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request: give what is asked with one press, give something else, or say why not."""
    rows = ExtensionRequest.objects.select_related("item__activity", "item__run", *[f"enrolment__{name}" for name in RELATED])
    row = get_object_or_404(rows, public_id=public_id)
    if not can_review(request.user, row.enrolment):
        raise Http404
    is_quiz = row.item.activity.kind == "quiz"
    start = {"until": row.until, "attempts": 1 if row.wants_attempt else None, "why": "own", "words": _("По вашей просьбе")}
    give, deny = GiveForm(initial=start, is_quiz=is_quiz), RefuseForm()
    if request.method == "POST":
        refusing = request.POST.get("act") == "refuse"
        give = give if refusing else GiveForm(request.POST, is_quiz=is_quiz)
        deny = RefuseForm(request.POST) if refusing else deny
        if (deny if refusing else give).is_valid():
            return _decide(request, row, give, deny, refusing=refusing)
    context = {"row": row, "give": give, "deny": deny, "open": row.state == RequestState.OPEN}
    return render(request, "school/mentor/time.html", context, status=422 if give.errors or deny.errors else 200)


@mentors_only
@require_safe
def group(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who has done how much, who is late, who is silent."""
    row = find_group(request, public_id)
    members = members_of(row)
    context = {"group": row, "members": members, "silent": [one for one in members if one.silent]}
    return render(request, "school/mentor/group.html", context)


@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def give_group(request: HttpRequest, public_id: str) -> HttpResponse:
    """More time for a whole group in one activity."""
    row = find_group(request, public_id)
    items = list(RunItem.objects.filter(run=row.run, retired_in__isnull=True).select_related("activity", "run"))
    item = next((one for one in items if str(one.pk) == (request.POST.get("item") or request.GET.get("item"))), None)
    form = GiveForm(
        request.POST if request.method == "POST" and item else None, is_quiz=bool(item and item.activity.kind == "quiz")
    )
    if request.method == "POST" and item and form.is_valid():
        extend(item, form.given, by=request.user, group=row)
        messages.success(request, _("Готово: новые сроки видны всей группе."))
        return redirect("school:mentor_group", public_id=public_id)
    context = {"group": row, "items": items, "item": item, "form": form}
    return render(request, "school/mentor/give_group.html", context, status=422 if form.errors else 200)


@mentors_only
@require_safe
def learner(request: HttpRequest, public_id: str) -> HttpResponse:
    """One learner: every mark with its source, and what can be given."""
    enrolment = find_learner(request, public_id)
    return render(request, "school/mentor/learner.html", {"enrolment": enrolment, "results": results_of(enrolment)})


@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, public_id: str, item_id: int) -> HttpResponse:
    """More time, an attempt, minutes for one person."""
    enrolment = find_learner(request, public_id)
    item = _item(enrolment, item_id)
    form = GiveForm(request.POST if request.method == "POST" else None, is_quiz=item.activity.kind == "quiz")
    if request.method == "POST" and form.is_valid():
        extend(item, form.given, by=request.user, enrolment=enrolment)
        messages.success(request, _("Готово: слушатель увидит это и получит письмо."))
        return redirect("school:mentor_learner", public_id=public_id)
    context = {"enrolment": enrolment, "item": item, "form": form, "title": _("Дать время или попытку")}
    return render(request, "school/mentor/act.html", context, status=422 if form.errors else 200)


@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest, public_id: str, item_id: int) -> HttpResponse:
    """A mark by hand, with a reason."""
    enrolment = find_learner(request, public_id)
    item = _item(enrolment, item_id)
    form = ByHandForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        override(enrolment, item, form.by_hand, by=request.user)
        messages.success(request, _("Отметка поставлена, причина видна слушателю."))
        return redirect("school:mentor_learner", public_id=public_id)
    context = {"enrolment": enrolment, "item": item, "form": form, "title": _("Отметить вручную")}
    return render(request, "school/mentor/act.html", context, status=422 if form.errors else 200)


def find_group(request: HttpRequest, public_id: str) -> Group:
    """A group this person mentors or runs; 404 for others."""
    return get_object_or_404(groups_of(request.user), public_id=public_id)


def find_learner(request: HttpRequest, public_id: str) -> Enrolment:
    """A learner whose works this person reads; 404 for others."""
    enrolment = get_object_or_404(Enrolment.objects.filter(status__in=READS).select_related(*RELATED), public_id=public_id)
    if not can_review(request.user, enrolment):
        raise Http404
    return enrolment


def _item(enrolment: Enrolment, item_id: int) -> RunItem:
    rows = RunItem.objects.filter(run=enrolment.run_id, retired_in__isnull=True).select_related("activity", "run")
    return get_object_or_404(rows, pk=item_id)


def _decide(request: HttpRequest, row: ExtensionRequest, form: GiveForm, deny: RefuseForm, *, refusing: bool) -> HttpResponse:
    try:
        if refusing:
            refuse(row, deny.cleaned_data["answer"], by=request.user)
            messages.success(request, _("Ответ отправлен."))
        else:
            grant(row, form.given, by=request.user)
            messages.success(request, _("Время дано, письмо отправлено."))
    except NotAllowed:
        messages.info(request, _("На эту просьбу уже ответили."))
    return redirect("school:mentor")
