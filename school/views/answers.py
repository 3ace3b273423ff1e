"""A mentor's screen of one attempt: free texts are marked, late answers counted, a spoilt attempt voided."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from core.states import NotAllowed
from school.forms.answers import AnswersForm, VoidForm
from school.models import Attempt, Response
from school.questions import KINDS, Feedback, QuestionView, Verdict, view_of
from school.rules import can_review
from school.services.attempts_answers import CLOSED, Held, claim_answers, mark_answers, release_answers, void_attempt
from school.services.attempts_screens import rows_of, with_pictures
from school.states import AttemptState
from school.views.doors import mentors_only

form_page = cache_control(private=True, max_age=0)
KEY = Feedback(remarks=True, right=True)


@form_page
@mentors_only
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, public_id: str) -> HttpResponse:
    """The answers with the key beside them; points and a remark for each free text; a draft keeps itself by «Сохранить»."""
    attempt = _find(request, public_id)
    rows = with_pictures(rows_of(attempt))
    posted = request.POST if request.method == "POST" else None
    form = AnswersForm(posted, rows=rows, state=attempt.state)
    if request.method == "POST" and form.is_valid():
        if "done" not in request.POST or not form.unmarked:
            return _mark(request, attempt, form)
        form.add_error(None, _("Поставьте баллы за каждый развёрнутый ответ: даже 0 — это ответ."))
    shown = [(row, _view(row), form.fields_of(row.position), _late(row)) for row in rows]
    context = {
        "attempt": attempt,
        "form": form,
        "held": attempt.held_by_other(request.user, timezone.now()),
        "mine": attempt.claimed_by_id == request.user.pk,
        "reviewing": attempt.state == AttemptState.IN_REVIEW,
        "asked": [one for one in shown if one[2]],
        "others": [one for one in shown if not one[2]],
        "can_save": attempt.state in CLOSED and any(fields for _row, _shown, fields, _late in shown),
        "void_form": VoidForm(prefix="void"),
    }
    return render(request, "school/answers.html", context, status=422 if form.errors else 200)


@mentors_only
@require_POST
def claim(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Проверю я»: from another mentor too."""
    claim_answers(_find(request, public_id), by=request.user)
    return redirect("school:answers", public_id=public_id)


@mentors_only
@require_POST
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Вернуть в очередь»."""
    release_answers(_find(request, public_id), by=request.user)
    messages.success(request, _("Ответы снова ждут наставника."))
    return redirect("school:answers", public_id=public_id)


@mentors_only
@require_POST
def void(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Не засчитывать попытку», with the reason the learner reads."""
    attempt, form = _find(request, public_id), VoidForm(request.POST, prefix="void")
    if not form.is_valid():
        messages.warning(request, _("Напишите причину: её прочтёт слушатель."))
        return redirect("school:answers", public_id=public_id)
    try:
        void_attempt(attempt, by=request.user, reason=form.cleaned_data["reason"])
    except NotAllowed:
        messages.info(request, _("Эта попытка уже не засчитывается."))
    else:
        messages.success(request, _("Попытка не засчитывается: слушатель может начать новую."))
    return redirect("school:answers", public_id=public_id)


def _find(request: HttpRequest, public_id: str) -> Attempt:
    """A closed or running attempt of a learner of one's own group; 404 for all others, coordinators too."""
    found = Attempt.objects.select_related(
        "enrolment__user", "enrolment__run__course__page", "enrolment__region", "enrolment__group", "activity__page", "claimed_by"
    )
    attempt = get_object_or_404(found, public_id=public_id)
    if not can_review(request.user, attempt.enrolment):
        raise Http404
    return attempt


def _mark(request: HttpRequest, attempt: Attempt, form: AnswersForm) -> HttpResponse:
    done, reason = "done" in request.POST, form.cleaned_data.get("reason", "")
    try:
        marked = mark_answers(attempt, form.given, by=request.user, done=done, reason=reason)
    except Held as error:
        messages.warning(request, _("Ответы уже проверяет %(name)s.") % {"name": error.attempt.claimed_by.get_short_name()})
    except NotAllowed:
        messages.warning(request, _("Эта попытка больше не ждёт проверки."))
    else:
        ready = marked.state == AttemptState.GRADED
        messages.success(
            request, _("Готово: слушатель видит баллы и замечания.") if ready else _("Сохранено: слушатель этого пока не видит.")
        )
    return redirect("school:answers", public_id=attempt.public_id)


def _view(row: Response) -> QuestionView:
    kind = KINDS[row.version.question.kind]
    verdict = Verdict(row.points, row.score, KEY)
    return view_of(kind, row.version, number=row.position, order=row.option_order, answer=row.answer, verdict=verdict)


def _late(row: Response) -> tuple[str, datetime] | None:
    """The late answer in words and when it came."""
    if not row.late_answer:
        return None
    kind = KINDS[row.version.question.kind]
    return kind.describe(row.version.data, row.late_answer["answer"]), datetime.fromisoformat(row.late_answer["at"])
