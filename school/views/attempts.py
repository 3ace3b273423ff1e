"""A learner's quiz on the screen: begun, page by page, the check before «Сдать», the result (spec: school §5)."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.moments import clock, day_month
from people.decorators import signed_in
from school.models import Activity, Attempt
from school.models.attempt import ClosedBy
from school.models.outline import enrolment_in
from school.rules import can_learn
from school.services.access import ActivityClosed
from school.services.attempts import AlreadyOpen, StartRefused, end_if_over, hand_in, paper_for, save_answers, start_attempt
from school.services.attempts_screens import answers_from, result_screen, running_screen

form_page = cache_control(private=True, max_age=0)  # not «no-store»: going back must not lose what is typed


@signed_in
@require_POST
def start(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """«Начать тест»: one attempt, however often and in however many tabs the button is pressed."""
    now = timezone.now()
    activity = get_object_or_404(Activity.objects.select_related("page__quizpage"), key=key, kind="quiz")
    enrolment, quiz = enrolment_in(activity.course_id, request.user), activity.page.quizpage
    if enrolment is None or not can_learn(enrolment, request.user) or not quiz.live:
        raise Http404
    enrolment.user = request.user
    try:
        attempt = start_attempt(enrolment, quiz, paper_for(quiz, enrolment), at=now)
    except AlreadyOpen as error:
        messages.info(request, _("Вы уже проходите тест.") if error.attempt.running else _("Наставник ещё читает ваши ответы."))
        return redirect("school:attempt", public_id=error.attempt.public_id)
    except StartRefused as error:
        messages.warning(request, refusal_words(error, enrolment.run.zone))
        return redirect("school:lesson", key=key)
    except ActivityClosed as error:
        messages.warning(request, str(error) or _("Этот тест сейчас закрыт."))
        return redirect("school:lesson", key=key)
    return redirect("school:attempt", public_id=attempt.public_id)


@signed_in
@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, public_id: str) -> HttpResponse:
    """One page of questions; every button stores what stands on it, then leads where it says."""
    now = timezone.now()
    row = _find(request, public_id)
    if request.method == "POST":
        return _save(request, row, now)
    row = _touched(row)
    if not row.running:
        return _to_result(request, row)
    screen = running_screen(row, _number(request.GET.get("page", "1")), now)
    return render(request, "school/attempt.html", {"screen": screen, "attempt": row, "enrolment": row.enrolment})


@signed_in
@form_page
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is not answered yet; «Сдать»."""
    now = timezone.now()
    row = _find(request, public_id)
    if request.method == "POST":
        try:
            row = hand_in(row, actor=request.user, at=now)
        except ActivityClosed as error:
            messages.warning(request, str(error))
        return _to_result(request, row) if not row.running else redirect("school:my")
    row = _touched(row)
    if not row.running:
        return _to_result(request, row)
    screen = running_screen(row, 1, now)
    return render(request, "school/attempt_finish.html", {"screen": screen, "attempt": row, "enrolment": row.enrolment})


@signed_in
@form_page
@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """Points, explanations and, by the rule, right answers of a closed attempt."""
    row = _touched(_find(request, public_id))
    if row.running:
        return redirect("school:attempt", public_id=public_id)
    screen = result_screen(row, timezone.now())
    return render(request, "school/attempt_result.html", {"result": screen, "attempt": row, "enrolment": row.enrolment})


def refusal_words(refused: StartRefused, zone: str) -> str:
    """Why no attempt begins."""
    if refused.why == "too_soon" and refused.until:
        words = {"day": day_month(refused.until, zone), "time": clock(refused.until, zone)}
        return _("Следующую попытку можно начать %(day)s в %(time)s.") % words
    return {
        "none_left": _("Попытки кончились. Попросите у наставника ещё одну."),
        "closed": _("Последний срок этого теста прошёл. Можно попросить время."),
        "empty": _("В этом тесте пока нет вопросов. Мы сообщим автору курса."),
    }.get(refused.why, _("Этот тест сейчас закрыт."))


def _find(request: HttpRequest, public_id: str) -> Attempt:
    """The person's own attempt; 404 for everybody else."""
    own = Attempt.objects.filter(enrolment__user=request.user)
    found = own.select_related("enrolment__run", "enrolment__region", "activity__page__quizpage", "activity__course")
    row = get_object_or_404(found, public_id=public_id)
    row.enrolment.user = request.user
    return row


def _touched(row: Attempt) -> Attempt:
    """Whoever looks at an attempt whose time is over finds it closed."""
    stale = row.running and row.deadline_at is not None and timezone.now() > row.deadline_at
    if stale:
        ended = end_if_over(row, at=timezone.now())
        for name in ("state", "deadline_at", "closed_at", "closed_by", "scaled", "late"):
            setattr(row, name, getattr(ended, name))
    return row


def _save(request: HttpRequest, row: Attempt, now: datetime) -> HttpResponse:
    try:
        saved = save_answers(row, answers_from(row, request.POST), at=now)
    except ActivityClosed as error:
        messages.warning(request, str(error))
        return redirect("school:my")
    if not saved.running:
        return _to_result(request, saved, late=True)
    go, page = request.POST.get("go", "save"), _number(request.POST.get("page", "1"))
    if go == "finish":
        return redirect("school:attempt_finish", public_id=row.public_id)
    if go == "save":
        messages.success(request, _("Сохранено в %(time)s.") % {"time": clock(now, row.enrolment.run.zone)})
    to = {"next": page + 1, "back": page - 1, "save": page}.get(go, _number(go))
    return redirect(f"{reverse('school:attempt', args=[row.public_id])}?page={max(to, 1)}")


def _to_result(request: HttpRequest, row: Attempt, *, late: bool = False) -> HttpResponse:
    if row.closed_by == ClosedBy.TIME and late:
        time = clock(row.closed_at, row.enrolment.run.zone)
        words = _("Время вышло в %(time)s, тест сдан сам. Что пришло позже, сохранено отдельно: наставник может это засчитать.")
        messages.warning(request, words % {"time": time})
    return redirect("school:attempt_result", public_id=row.public_id)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1
