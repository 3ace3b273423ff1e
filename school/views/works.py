"""A learner's work on the screen: begun, written, files one by one, the check page, sent, taken back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from core import drafts
from core.states import NotAllowed
from people.decorators import signed_in
from school.forms.works import FileForm, WorkForm
from school.models import AssignmentPage, Submission
from school.rules import can_write_work
from school.services.access import ActivityClosed
from school.services.work_screens import Screen, screen_of
from school.services.works import WorkRefused, begin_work, keep_work, send_work, take_back
from school.states import READS, SubmissionState
from school.views.place import place_of, url_of

REFUSALS = {
    "late": gettext_lazy("Срок сдачи прошёл, поэтому работа осталась черновиком: текст цел. Попросите время у наставника."),
    "empty": gettext_lazy("Пока нечего отправлять: напишите текст или приложите файл."),
    "with_mentor": gettext_lazy(
        "Работа у наставника: пока он её не вернул, менять нельзя. Если он ещё не начал, её можно забрать."
    ),
    "final": gettext_lazy("По этой работе уже есть решение."),
    "many_files": gettext_lazy("Больше файлов к этой работе не приложить. Уберите лишний и добавьте снова."),
    "changed": gettext_lazy("После проверки текст изменился, возможно в другой вкладке. Посмотрите ещё раз и отправьте."),
}


@signed_in
@require_POST
def start(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """«Начать работу»."""
    at = place_of(request.user, key)
    try:
        submission = begin_work(at.enrolment, at.item, actor=request.user)
    except ActivityClosed as error:
        messages.warning(request, str(error) or _("Это задание сейчас закрыто."))
        return redirect(url_of(at.page, request))
    return redirect("school:work", public_id=submission.public_id)


@signed_in
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, public_id: str) -> HttpResponse:
    """Brief, state in words and what comes next; the form while the work is the learner's."""
    submission = find(request, public_id)
    return _keep_and_check(request, submission) if request.method == "POST" else show(request, submission)


@signed_in
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the mentor will see; then «Отправить»."""
    submission = find(request, public_id)
    screen = screen_of(submission)
    if screen.draft is None:
        return redirect("school:work", public_id=public_id)
    if request.method == "POST":
        return _send(request, submission, screen)
    page = page_of(submission)
    ticked = set(screen.draft.checklist)
    points = [(str(child.value), str(child.id) in ticked) for child in page.checklist]
    context = {"submission": submission, "page": page, "screen": screen, "points": points, "send_key": uuid.uuid4()}
    return render(request, "school/work_check.html", context)


@signed_in
@require_POST
def take_back_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Забрать и исправить»."""
    try:
        take_back(find(request, public_id), actor=request.user)
        messages.success(request, _("Работа снова у вас: исправьте и отправьте."))
    except NotAllowed as error:
        words = _("Наставник уже читает работу.") if error.now == SubmissionState.IN_REVIEW else _("Забрать уже нельзя.")
        messages.warning(request, words)
    return redirect("school:work", public_id=public_id)


def find(request: HttpRequest, public_id: str) -> Submission:
    """The person's own work; 404 for others and for who does not study any more."""
    rows = Submission.objects.filter(enrolment__user=request.user, enrolment__status__in=READS)
    related = ("enrolment__user", "enrolment__run", "enrolment__region", "enrolment__course", "activity__page")
    return get_object_or_404(rows.select_related(*related), public_id=public_id)


def page_of(submission: Submission) -> AssignmentPage:
    """The assignment as its author has it now. Raises Http404 for another kind."""
    page = submission.activity.page.specific
    if not isinstance(page, AssignmentPage):
        raise Http404
    return page


def _keep_and_check(request: HttpRequest, submission: Submission) -> HttpResponse:
    if not can_write_work(request.user, submission):
        raise Http404
    form = WorkForm(request.POST, page=page_of(submission))
    if not form.is_valid():
        return show(request, submission, form=form, status=422)
    try:
        keep_work(submission, form.written)
    except WorkRefused as refusal:
        messages.warning(request, REFUSALS[refusal.why])
        return redirect("school:work", public_id=submission.public_id)
    drafts.drop(request.user, submission)
    return redirect("school:work_check", public_id=submission.public_id)


def _send(request: HttpRequest, submission: Submission, screen: Screen) -> HttpResponse:
    try:
        key, revision = uuid.UUID(request.POST.get("send_key", "")), int(request.POST.get("revision", ""))
    except ValueError:
        raise Http404 from None
    if not can_write_work(request.user, submission):
        raise Http404
    if drafts.load(request.user, submission).values:  # another tab has gone on writing since the check page
        messages.warning(request, REFUSALS["changed"])
        return redirect("school:work", public_id=submission.public_id)
    try:
        send_work(submission, screen.item, actor=request.user, send_key=key, revision=revision)
    except WorkRefused as refusal:
        messages.warning(request, REFUSALS[refusal.why])
    except ActivityClosed as error:
        messages.warning(request, str(error) or _("Это задание сейчас закрыто. Текст цел."))
    else:
        messages.success(request, _("Отправлено. Наставник прочтёт и ответит; мы напишем вам."))
    return redirect("school:work", public_id=submission.public_id)


def show(
    request: HttpRequest,
    submission: Submission,
    *,
    form: WorkForm | None = None,
    file_form: FileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The screen of a work; a form that was refused comes back with its errors, else it holds what was kept."""
    page, screen, kept = page_of(submission), screen_of(submission), drafts.load(request.user, submission)
    context = {
        "submission": submission,
        "page": page,
        "screen": screen,
        "form": form or WorkForm(page=page, initial=kept.initial(screen.typed)),
        "file_form": file_form or FileForm(),
        "draft": kept,
        "may_write": screen.open and can_write_work(request.user, submission),
    }
    return render(request, "school/work.html", context, status=status)
