"""One learner at the School's desk: state, progress, history; contacts by a logged click; acts by rule, each with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.history import AUDIT, Entry
from core.plurals import counted
from core.states import NotAllowed
from people.models import User
from people.rules import is_administrator
from people.services.participants import open_contacts
from people.sources.words import said, who
from school.forms.desk import AskTimeForm, MayWhyForm, ToGroupForm, ToRunForm, WhyForm
from school.models import Enrolment
from school.roles import manages_school
from school.rules import can_decide_request, can_manage_place
from school.services import admitting, places
from school.services.access import ActivityClosed
from school.services.asking_time import TimeWish, ask_time
from school.services.desk_rows import at_desk_of
from school.services.enrolling import EnrolmentRefused
from school.services.places import PlaceRefused
from school.services.results import results_of
from school.states import HOLDS_SEAT, WAITS, EnrolmentStatus
from school.views.desk import find_run
from school.views.doors import desk_only

E = EnrolmentStatus
RELATED = ("user", "run__course__page", "region", "organisation", "group")
SAYS = {
    "no_room": gettext_lazy("Свободного места нет, или на него уже ждут другие. Добавьте мест потоку или группе."),
    "other_run": gettext_lazy("Человек уже учится на этом курсе в другом потоке."),
    "other_course": gettext_lazy("Это не другой поток того же курса."),
    "closed": gettext_lazy("Поток сейчас не набирает: он в архиве или отменён."),
    "known_there": gettext_lazy("В том потоке у человека уже есть запись: откройте её и верните человека там."),
    "certificate": gettext_lazy("У человека действует сертификат этого курса. Сначала отзовите сертификат."),
}


@dataclass(frozen=True)
class Act:
    """What can be done with a place: its title, in which states, by whom, with which form, and the act itself."""

    title: str | Promise
    states: frozenset[str]
    allows: Callable[[User, Enrolment], bool]
    form: type[WhyForm]
    do: Callable[[Enrolment, User, Mapping], object]
    bad: bool = False


def _plain(service: Callable) -> Callable[[Enrolment, User, Mapping], object]:
    return lambda row, by, said: service(row, by=by, reason=said["reason"])


def _decides_or_manages(user: User, row: Enrolment) -> bool:
    return can_manage_place(user, row) or (row.status == E.REQUESTED and can_decide_request(user, row))


ACTS = {
    "approve": Act(
        gettext_lazy("Записать на курс"),
        frozenset({E.REQUESTED}),
        can_decide_request,
        MayWhyForm,
        _plain(admitting.approve),
    ),
    "refuse": Act(
        gettext_lazy("Отказать"), frozenset({E.REQUESTED}), can_decide_request, WhyForm, _plain(admitting.refuse), bad=True
    ),
    "place": Act(
        gettext_lazy("Дать место вне очереди"),
        frozenset({E.WAITLISTED}),
        can_manage_place,
        WhyForm,
        _plain(admitting.give_place),
    ),
    "cancel": Act(
        gettext_lazy("Снять запись по просьбе человека"),
        frozenset(WAITS),
        _decides_or_manages,
        WhyForm,
        _plain(places.cancel_wait),
        bad=True,
    ),
    "resume": Act(
        gettext_lazy("Продолжить учёбу"), frozenset({E.SUSPENDED}), can_manage_place, MayWhyForm, _plain(places.resume)
    ),
    "restore": Act(gettext_lazy("Вернуть на курс"), frozenset(places.ENDED), can_manage_place, WhyForm, _plain(places.restore)),
    "reopen": Act(
        gettext_lazy("Открыть учёбу снова"), frozenset({E.COMPLETED}), can_manage_place, WhyForm, _plain(places.reopen)
    ),
    "group": Act(
        gettext_lazy("Перевести в другую группу"),
        frozenset([*HOLDS_SEAT, *WAITS]),
        can_manage_place,
        ToGroupForm,
        lambda row, by, said: places.move_to_group(row, said["group"], by=by, reason=said["reason"]),
    ),
    "run": Act(
        gettext_lazy("Перевести в другой поток"),
        frozenset({E.ACTIVE, E.SUSPENDED}),
        can_manage_place,
        ToRunForm,
        lambda row, by, said: places.move_to_run(row, said["run"], by=by, reason=said["reason"]),
    ),
    "suspend": Act(gettext_lazy("Приостановить учёбу"), frozenset({E.ACTIVE}), can_manage_place, WhyForm, _plain(places.suspend)),
    "expel": Act(
        gettext_lazy("Отчислить"),
        frozenset({E.ACTIVE, E.SUSPENDED}),
        can_manage_place,
        WhyForm,
        _plain(places.expel),
        bad=True,
    ),
}


@never_cache
@desk_only
@require_safe
def learner(request: HttpRequest, public_id: str) -> HttpResponse:
    """State, progress and history; contacts masked."""
    return _page(request, find_learner(request, public_id))


@never_cache
@desk_only
@require_POST
def contacts(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same page with the contacts open; the person sees who opened them."""
    row = find_learner(request, public_id)
    open_contacts(row.user, by=request.user)
    return _page(request, row, opened=True)


@never_cache
@desk_only
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """One act with its reason; what came too late or has no seat is said in words, what was typed stays."""
    row = find_learner(request, public_id)
    if name not in ACTS or not ACTS[name].allows(request.user, row):
        raise Http404
    form = ACTS[name].form(request.POST, enrolment=row, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return _page(request, row, wrong={name: form}, status=422)
    try:
        ACTS[name].do(row, request.user, form.cleaned_data)
    except (PlaceRefused, EnrolmentRefused) as refusal:
        form.add_error(None, SAYS[refusal.why])
        return _page(request, find_learner(request, public_id), wrong={name: form}, status=409)
    except NotAllowed as late:
        messages.warning(request, _("Не получилось: теперь состояние «%s».") % E(late.now).label)
    else:
        row.refresh_from_db()
        messages.success(request, _("Готово. Теперь состояние «%s».") % row.get_status_display())
    return redirect("school:desk_learner", public_id)


@never_cache
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask the mentor for more time for one person."""
    row = find_learner(request, public_id)
    form = AskTimeForm(request.POST if request.method == "POST" else None, run=row.run, settlements=None)
    if request.method == "POST" and form.is_valid():
        _ask(request, [row], form)
        return redirect("school:desk_learner", public_id)
    context = {"form": form, "run": row.run, "enrolment": row}
    return render(request, "school/desk/ask_time.html", context, status=422 if form.errors else 200)


@never_cache
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_village(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for more time for everybody of one village who studies in the run."""
    run = find_run(request, code)
    rows = at_desk_of(request.user).filter(run=run, status=E.ACTIVE).exclude(user__settlement="")
    named = list(rows.order_by("user__settlement").values_list("user__settlement", flat=True).distinct())
    form = AskTimeForm(request.POST if request.method == "POST" else None, run=run, settlements=named)
    if request.method == "POST" and form.is_valid():
        chosen = rows.filter(user__settlement=form.cleaned_data["settlement"]).select_related("user", "run")
        _ask(request, list(chosen), form)
        return redirect("school:desk_run", code)
    context = {"form": form, "run": run, "nobody": not named}
    return render(request, "school/desk/ask_time.html", context, status=422 if form.errors else 200)


def find_learner(request: HttpRequest, public_id: str) -> Enrolment:
    """An enrolment of the reader's desk; unknown and foreign give the same 404."""
    return get_object_or_404(at_desk_of(request.user).select_related(*RELATED), public_id=public_id)


def _ask(request: HttpRequest, rows: list[Enrolment], form: AskTimeForm) -> None:
    said, asked = form.cleaned_data, 0
    for row in rows:
        try:
            ask_time(row, said["item"], TimeWish(form.reason, said["until"]), by=request.user)
        except ActivityClosed:
            continue
        asked += 1
    if asked:
        people = counted(asked, _("человека,человек,человек"))
        messages.success(request, _("Просьба у наставника: за %s. Ответ придёт самим людям.") % people)
    else:
        messages.info(request, _("Сейчас просить не за кого: человек не учится."))


def _page(
    request: HttpRequest, row: Enrolment, *, wrong: dict[str, forms.Form] | None = None, opened: bool = False, status: int = 200
) -> HttpResponse:
    entries = Entry.objects.about(row).select_related("actor").order_by("-at", "-pk")
    if not is_administrator(request.user):
        entries = entries.exclude(audience=AUDIT)
    results = results_of(row)
    now = timezone.now()
    context = {
        "enrolment": row,
        "results": results,
        "overdue": sum(
            bool(line.terms.soft and line.terms.soft < now and line.item.required and not line.done and not line.waits_for_mentor)
            for line in results.programme.lines
        ),
        "history": [(entry, said(entry), who(entry), _change(entry)) for entry in entries[:50]],
        "acts": _acts(request.user, row, wrong or {}),
        "form": next(iter(wrong.values())) if wrong else None,
        "opened": opened,
        "manages": manages_school(request.user),
        "can_ask": row.status == E.ACTIVE,
    }
    return render(request, "school/desk/learner.html", context, status=status)


def _acts(user: User, row: Enrolment, wrong: dict[str, forms.Form]) -> list[tuple[str, Act, forms.Form]]:
    found = []
    for name, one in ACTS.items():
        if row.status not in one.states or not one.allows(user, row):
            continue
        form = wrong.get(name) or one.form(enrolment=row, auto_id=f"id_{name}_%s")
        choices = next((field.queryset for field in form.fields.values() if hasattr(field, "queryset")), None)
        if choices is None or choices.exists():
            found.append((name, one, form))
    return found


def _change(entry: Entry) -> str:
    """«Киров → Общая» of a move."""
    pairs = [(entry.was.get(name), entry.now.get(name)) for name in ("run", "group")]
    return ", ".join(f"{was or '—'} → {now}" for was, now in pairs if now and was != now)
