"""A mentor's desk: the queue, «Следующая», the review screen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import drafts
from core.states import NotAllowed
from school.forms.reviews import ReviewForm, initial_of
from school.models import AssignmentPage, ReadyPhrase, Submission, WorkReview
from school.roles import manages_school
from school.rules import can_review_work
from school.services.claiming import TakenByOther, claim, mentor_count, release
from school.services.handing_over import handed_over
from school.services.mentor_queue import Kind, counts_for, groups_of, waiting_for
from school.services.reviewing import ReviewRefused, keep_review, latest_sent, rubric_of, send_review
from school.services.work_screens import screen_of
from school.states import WITH_MENTOR, SubmissionState
from school.views.doors import mentors_only

REFUSALS = {
    "no_outcome": gettext_lazy("Выберите: вернуть или зачесть. Написанное сохранено."),
    "no_words": gettext_lazy("Напишите, что исправить: без этого возвращённая работа непонятна. Написанное сохранено."),
    "no_points": gettext_lazy("Чтобы зачесть, отметьте уровень у каждого критерия или поставьте баллы. Написанное сохранено."),
    "too_many_points": gettext_lazy("Баллов больше, чем можно за это задание. Написанное сохранено."),
    "no_returns_left": gettext_lazy("Эту работу больше нельзя вернуть: возвраты кончились. Написанное сохранено."),
}
TABS = [
    ("", gettext_lazy("Всё")),
    (Kind.WORK, gettext_lazy("Работы")),
    (Kind.ANSWER, gettext_lazy("Ответы в тестах")),
    (Kind.QUESTION, gettext_lazy("Вопросы")),
    (Kind.TIME, gettext_lazy("Просят время")),
]


@mentors_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """«Ждут вас», the oldest first: own groups and works that were handed over."""
    kind = request.GET.get("kind", "")
    groups = list(groups_of(request.user))
    group = next((one for one in groups if one.public_id == request.GET.get("group")), None)
    counts = counts_for(request.user)
    tabs = [(code, words, sum(counts.values()) if not code else counts[code]) for code, words in TABS]
    context = {
        "rows": waiting_for(request.user, kind=kind if kind in counts else "", group=group),
        "tabs": tabs,
        "kind": kind,
        "groups": groups,
        "group": group,
    }
    return render(request, "school/mentor/queue.html", context)


@mentors_only
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """«Следующая»: the oldest work nobody reads yet, or that this mentor has begun."""
    rows = [one for one in waiting_for(request.user, kind=Kind.WORK) if one.claimed_by in (None, request.user)]
    rows = [one for one in rows if one.row.public_id != request.GET.get("after")]
    if not rows:
        messages.info(request, _("Других работ в очереди нет."))
        return redirect("school:mentor")
    return redirect("school:review", public_id=rows[0].row.public_id)


@mentors_only
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """The work, earlier versions with remarks, the rubric and the answer on one screen."""
    submission = find(request, public_id)
    page = submission.activity.page.specific
    if request.method == "POST":
        return _posted(request, submission, page)
    kept = _draft_review(submission)
    form = ReviewForm(page=page, rubric=rubric_of(page, kept), initial=_typed(request, submission, kept))
    return _show(request, submission, page, form)


@mentors_only
@require_POST
def claim_work(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Беру», «Забрать себе», «Вернуть в очередь»."""
    submission, act = find(request, public_id), request.POST.get("act", "")
    try:
        if act == "release":
            release(submission, by=request.user)
            return redirect("school:mentor")
        claim(submission, by=request.user, take_over=act == "take_over")
    except TakenByOther as error:
        messages.info(request, _("Эту работу уже читает %(who)s.") % {"who": error.who.get_short_name()})
    except NotAllowed:
        messages.info(request, _("Работа сейчас не ждёт проверки."))
    return redirect("school:review", public_id=public_id)


def find(request: HttpRequest, public_id: str) -> Submission:
    """A sent work that this person may review; 404 for everybody else."""
    related = (
        "enrolment__user",
        "enrolment__run",
        "enrolment__group",
        "enrolment__region",
        "enrolment__course",
        "activity__page",
    )
    submission = get_object_or_404(Submission.objects.select_related(*related, "claimed_by", "assigned_to"), public_id=public_id)
    if not can_review_work(request.user, submission) or submission.state == SubmissionState.DRAFT:
        raise Http404
    return submission


def _posted(request: HttpRequest, submission: Submission, page: AssignmentPage) -> HttpResponse:
    if submission.state not in WITH_MENTOR:
        messages.info(request, _("Работа сейчас не ждёт проверки."))
        return redirect("school:review", public_id=submission.public_id)
    form = ReviewForm(request.POST, page=page, rubric=rubric_of(page, _draft_review(submission)))
    if not form.is_valid():
        return _show(request, submission, page, form, status=422)
    try:
        if form.said.outcome:
            send_review(submission, form.said, by=request.user, in_the_morning="morning" in request.POST)
        else:
            keep_review(submission, form.said, by=request.user)
    except ReviewRefused as refusal:
        keep_review(submission, form.said, by=request.user)
        form.add_error(None, REFUSALS[refusal.why])
        return _show(request, submission, page, form, status=422)
    except TakenByOther as error:
        form.add_error(None, _("Эту работу уже читает %(who)s. Ваш текст цел.") % {"who": error.who.get_short_name()})
        return _show(request, submission, page, form, status=422)
    except NotAllowed:
        messages.warning(request, _("Автор забрал работу или по ней уже решили. Ваш текст остался в черновике."))
        return redirect("school:mentor")
    drafts.drop(request.user, _place(submission))
    if not form.said.outcome:
        messages.success(request, _("Черновик отзыва сохранён: автор его не видит."))
        return redirect("school:review", public_id=submission.public_id)
    late = "morning" in request.POST
    messages.success(request, _("Отзыв уйдёт в девять утра.") if late else _("Отзыв отправлен автору."))
    return redirect("school:mentor")


def _show(
    request: HttpRequest, submission: Submission, page: AssignmentPage, form: ReviewForm, status: int = 200
) -> HttpResponse:
    screen, handed = screen_of(submission), handed_over(submission)
    to_me = handed is not None and handed.to == request.user
    context = {
        "submission": submission,
        "page": page,
        "screen": screen,
        "current": screen.last,
        "earlier": screen.sent[1:] if submission.state in WITH_MENTOR else screen.sent,
        "form": form,
        "draft": drafts.load(request.user, _place(submission)),
        "review": _draft_review(submission),
        "phrases": ReadyPhrase.objects.filter(owner=request.user),
        "waits": submission.state in WITH_MENTOR,
        "other": submission.claimed_by if submission.claimed_by not in (None, request.user) else None,
        "handed": handed,
        "to_me": to_me,
        "alone": to_me or mentor_count(submission.enrolment) == 1,
        "criteria": [(form[f"level-{one.pk}"], form[f"remark-{one.pk}"]) for one in form.criteria],
        "manages": manages_school(request.user),
    }
    return render(request, "school/mentor/review.html", context, status=status)


def _draft_review(submission: Submission) -> WorkReview | None:
    rows = WorkReview.objects.filter(version__submission=submission, sent_at__isnull=True)
    return rows.prefetch_related("scores").order_by("-version__number").first()


def _typed(request: HttpRequest, submission: Submission, kept: WorkReview | None) -> dict:
    if submission.state not in WITH_MENTOR:
        return {}
    return drafts.load(request.user, _place(submission)).initial(initial_of(kept))


def _place(submission: Submission) -> tuple[str, str]:
    """Where the typed review of this version is kept."""
    return "school.review", f"{submission.public_id}:{latest_sent(submission).number}"
