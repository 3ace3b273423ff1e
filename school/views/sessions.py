"""Joint sessions on the screen: choose a run, tick who was there, check, mark; the session with its sheet and undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.files import serve
from people.roles import COORDINATORS, METHODOLOGISTS
from people.rules import has_any_role, is_administrator
from school.forms.sessions import SessionForm, SheetForm
from school.models import CourseRun, JointMark, JointSession, SessionSheet
from school.services.sessions import (
    add_sheet,
    hold_session,
    lessons_for,
    may_undo,
    passed_before,
    people_for,
    runs_for,
    sessions_for,
    undo_session,
    within,
)
from school.views.doors import session_holders_only

SHOWN = 50


@session_holders_only
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Runs in which somebody can be marked, and the sessions held."""
    held = sessions_for(request.user)[:SHOWN]
    return render(request, "school/sessions.html", {"runs": runs_for(request.user), "sessions": held})


@session_holders_only
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The list to tick, then the check page with «Отметить 14 человек»; GET and the first POST change nothing."""
    run = get_object_or_404(runs_for(request.user), code=code)
    people, lessons = people_for(request.user, run), lessons_for(run)
    form = SessionForm(request.POST if request.method == "POST" else None, user=request.user, people=people, lessons=lessons)
    if request.method == "POST" and form.is_valid():
        act = request.POST.get("act", "")
        if act == "mark":
            session = hold_session(run, form.held, by=request.user)
            messages.success(request, _("Готово. Каждому, кому добавилась отметка, уйдёт письмо."))
            return redirect("school:session", public_id=session.public_id)
        if act != "change":
            return _check(request, run, form)
    context = {"run": run, "form": form, "lessons": lessons, "people": people}
    return render(request, "school/session_new.html", context, status=422 if form.errors else 200)


@session_holders_only
@require_safe
def session(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was marked and for whom; the sheet; undo."""
    row = _find(request, public_id)
    return _show(request, row, SheetForm())


@session_holders_only
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Отменить отметки»: only what this session brought."""
    row = _find(request, public_id)
    if not may_undo(row, request.user):
        messages.info(request, _("Эти отметки отменить нельзя: они уже отменены или среди людей есть не ваши."))
    else:
        undo_session(row, by=request.user)
        messages.success(request, _("Отметки отменены. То, что люди прошли сами, осталось."))
    return redirect("school:session", public_id=public_id)


@session_holders_only
@require_POST
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """A photo of the signed list, one by one."""
    row = _find(request, public_id)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, row, form, 422)
    add_sheet(row, form.cleaned_data["file"])
    messages.success(request, _("Лист приложен."))
    return redirect("school:session", public_id=public_id)


@session_holders_only
@require_safe
def sheet_file(request: HttpRequest, public_id: str, file_id: str) -> HttpResponseBase:
    """A sheet: to those who see the session."""
    row = _find(request, public_id)
    return serve(request, get_object_or_404(SessionSheet, session=row, public_id=file_id), inline=True)


def _find(request: HttpRequest, public_id: str) -> JointSession:
    return get_object_or_404(sessions_for(request.user), public_id=public_id)


def _check(request: HttpRequest, run: CourseRun, form: SessionForm) -> HttpResponse:
    held = form.held
    passed = passed_before(held.people, held.items)
    people = [(row, passed.get(row.pk, 0)) for row in held.people]
    return render(request, "school/session_check.html", {"run": run, "form": form, "held": held, "people": people})


def _show(request: HttpRequest, row: JointSession, form: SheetForm, status: int = 200) -> HttpResponse:
    marks = JointMark.objects.filter(session=row, enrolment__in=within(request.user))
    people: dict = {}
    for mark in marks.select_related("enrolment__user").order_by("enrolment__user__sort_name", "pk"):
        brought = people.setdefault(mark.enrolment, [0, 0])
        brought[0 if mark.event_id else 1] += 1
    context = {
        "session": row,
        "items": row.items.order_by("position"),
        "people": people.items(),
        "sheets": SessionSheet.objects.filter(session=row).order_by("pk"),
        "form": form,
        "may_undo": may_undo(row, request.user),
        "types_in": has_any_role(request.user, COORDINATORS, METHODOLOGISTS) or is_administrator(request.user),
    }
    return render(request, "school/session.html", context, status=status)
