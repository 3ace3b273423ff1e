"""A learner's own screens: «Моё обучение», the next step, acts in a lesson, the player."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.video import player_address
from people.decorators import signed_in
from people.rules import Visitor
from school.blocks import question_data
from school.calculators.next_step import StepKind
from school.calculators.programme import Line
from school.models import Activity, Enrolment, LessonPage, RemindersOff
from school.models.outline import enrolment_in, learners_programme, programmes_of, reads
from school.questions import KINDS
from school.roles import manages_school
from school.services.between_runs import self_paced_for
from school.services.learning import ActivityClosed, answer_self_checks, complete_lesson, note_visit
from school.services.steps import step_of
from school.states import READS, WAITS
from school.views.place import place_of, url_of

PLAYERS = "frame-src https://vk.com https://vkvideo.ru https://rutube.ru"


@signed_in
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """«Моё обучение»: each course with done of required and one button."""
    rows = list(Enrolment.objects.of(request.user).real().select_related("run__course__page", "region").order_by("-created_at"))
    programmes = programmes_of(row for row in rows if row.status in READS)
    shown = [(row, programmes.get(row.pk)) for row in rows]
    busy = any(one and one.next_line for one in programmes.values())
    context = {
        "rows": shown,
        "waits": WAITS,
        "offers": [] if busy else self_paced_for(request.user),
        "reminders_off": RemindersOff.objects.filter(user=request.user).exists(),
    }
    return render(request, "school/my.html", context)


@signed_in
@require_safe
def next_step(request: HttpRequest) -> HttpResponse:
    """The exact next place of the course the person studied last; every letter carries this address."""
    row = Enrolment.objects.of(request.user).real().reading().order_by("-last_seen_on", "-created_at").first()
    return _to_next(request, row) if row else redirect("school:my")


@signed_in
@require_safe
def next_of_course(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The next place in one course; while the person waits, the course page says what for."""
    row = enrolment_in(key, request.user)
    if row is None:
        raise Http404
    return _to_next(request, row)


@require_safe
def lesson(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """From a key to the lesson's page in the reader's language, so that lists need no query for each address."""
    activity = get_object_or_404(Activity.objects.select_related("page"), key=key)
    return HttpResponseRedirect(url_of(activity.page, request))


@signed_in
@require_POST
def lesson_done(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """«Пройдено, дальше»."""
    at = place_of(request.user, key)
    try:
        completed = complete_lesson(at.enrolment, at.item, actor=request.user, event_id=_event_id(request))
    except ActivityClosed as error:
        messages.warning(request, str(error) or _("Это занятие сейчас закрыто."))
        return HttpResponseRedirect(url_of(at.page, request))
    return _onward(request, at.enrolment, key, completed)


@signed_in
@require_POST
def check_answers(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answers to «Проверьте себя»: kept, told at once what is right, any number of times."""
    at = place_of(request.user, key)
    lesson = get_object_or_404(LessonPage, pk=at.page.pk)
    answers = _answers(request, lesson)
    try:
        completed = answer_self_checks(
            at.enrolment, at.item, answers, asked=[child.id for child in lesson.self_checks], actor=request.user
        )
    except ActivityClosed as error:
        messages.warning(request, str(error) or _("Это занятие сейчас закрыто."))
        return HttpResponseRedirect(url_of(at.page, request))
    if completed:
        messages.success(request, _("Поздравляем: курс пройден."))
    if not answers:
        messages.info(request, _("Выберите или напишите ответ, потом нажмите «Ответить»."))
    question = request.POST.get("at", "")
    known = question in {child.id for child in lesson.self_checks}
    return HttpResponseRedirect(f"{url_of(at.page, request)}#q-{question}" if known else url_of(at.page, request))


@require_safe
def video(request: HttpRequest, key: uuid.UUID, block_id: uuid.UUID) -> HttpResponse:
    """The player: the only page whose policy lets VK Видео and RuTube in."""
    lesson = get_object_or_404(
        LessonPage.objects.live().select_related("locale"), translation_key=key, locale__language_code="ru"
    )
    if not _may_watch(request.user, lesson):
        raise Http404
    block = next((child.value for child in lesson.body if child.id == str(block_id) and child.block_type == "video"), None)
    if block is None:
        raise Http404
    context = {"lesson": lesson, "film": block, "player": player_address(block["url"]), "lesson_url": url_of(lesson, request)}
    response = render(request, "school/video.html", context)
    response.headers["Content-Security-Policy"] = f"{settings.CSP_PUBLIC}; {PLAYERS}"
    return response


def _may_watch(user: Visitor, lesson: LessonPage) -> bool:
    if lesson.open_to_all or manages_school(user):
        return True
    activity = Activity.objects.filter(key=lesson.translation_key).first()
    enrolment = enrolment_in(activity.course_id, user) if activity else None
    if not reads(enrolment):
        return False
    line = learners_programme(enrolment).line_of(lesson.translation_key)
    return bool(line and line.open)


def _answers(request: HttpRequest, lesson: LessonPage) -> dict:
    answers = {}
    for child in lesson.self_checks:
        kind = KINDS[child.value["kind"]]
        data = question_data(child)
        answer = kind.read(data, request.POST, f"q-{child.id}")
        if answer is not None:
            answers[child.id] = (answer, kind.mark(data, answer) == 1)
    return answers


def _onward(request: HttpRequest, enrolment: Enrolment, key: uuid.UUID, completed: bool) -> HttpResponse:
    if completed:
        messages.success(request, _("Поздравляем: курс пройден."))
        return HttpResponseRedirect(url_of(enrolment.course.page, request))
    shown = learners_programme(enrolment)
    line = shown.neighbours(key)[1]
    return HttpResponseRedirect(_line_url(request, line if line and line.open and not line.done else shown.next_line, enrolment))


def _to_next(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    if not reads(enrolment):
        return HttpResponseRedirect(url_of(enrolment.course.page, request))
    step = step_of(enrolment, learners_programme(enrolment))
    if step.kind == StepKind.SURVEY:
        return redirect("school:survey", public_id=enrolment.public_id)
    if step.kind == StepKind.CERTIFICATE:
        return redirect("school:certificate", public_id=enrolment.public_id)
    if step.kind == StepKind.MENTOR:
        messages.info(request, _("Всё отправлено. Ждём ответа наставника: он напишет вам, когда прочтёт."))
        return HttpResponseRedirect(url_of(enrolment.course.page, request))
    if step.line:
        note_visit(enrolment, step.line.item)
    return HttpResponseRedirect(_line_url(request, step.line, enrolment))


def _line_url(request: HttpRequest, line: Line | None, enrolment: Enrolment) -> str:
    return url_of(line.item.activity.page if line else enrolment.course.page, request)


def _event_id(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("event_id", ""))
    except ValueError:
        return None
