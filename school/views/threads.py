"""Talks with the mentor: the learner asks under an activity, the mentor answers, both on the same screen."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from core import limits
from people.decorators import signed_in, with_factor
from people.models import User
from school.forms.talks import TalkForm
from school.models import Activity, Post, Thread
from school.models.outline import enrolment_in, reads
from school.models.threads import ThreadVisible
from school.rules import can_review
from school.services.access import ActivityClosed
from school.services.threads import ask, close, hide, reply, seen_in, show_to
from school.states import READS
from school.views.doors import mentors_only
from school.views.place import url_of

QUESTIONS_AN_HOUR = 20


@signed_in
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_mentor(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """«Спросить наставника»; earlier talks about the same stand below."""
    activity = get_object_or_404(Activity.objects.select_related("page"), key=key)
    enrolment = enrolment_in(activity.course_id, request.user)
    if not reads(enrolment):
        raise Http404
    about_mark = request.GET.get("about") == "mark"
    start = {"text": _("Мне кажется, в отметке ошибка: ")} if about_mark else {}
    form = TalkForm(request.POST, request.FILES) if request.method == "POST" else TalkForm(initial=start)
    if request.method == "POST" and form.is_valid():
        if not limits.allow("school-ask", str(request.user.pk), times=QUESTIONS_AN_HOUR, seconds=3600):
            form.add_error(None, _("Слишком много вопросов за час. Подождите немного: написанное цело."))
            return _asking(request, activity, enrolment, form, 429)
        try:
            thread = ask(enrolment, activity, form.words)
        except ActivityClosed as error:
            messages.warning(request, str(error))
            return redirect(url_of(activity.page, request))
        messages.success(request, _("Вопрос у наставника. Ответ появится здесь и придёт письмом."))
        return redirect("school:thread", public_id=thread.public_id)
    return _asking(request, activity, enrolment, form, 422 if form.errors else 200)


@with_factor
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, public_id: str) -> HttpResponse:
    """One talk: for its learner and mentors, read only for the group when it is shared."""
    row = find(request, public_id)
    may_write = writes(request.user, row)
    form = TalkForm(request.POST, request.FILES) if request.method == "POST" else TalkForm()
    if request.method == "POST":
        if not may_write:
            raise Http404
        if form.is_valid():
            reply(row, request.user, form.words)
            messages.success(request, _("Отправлено."))
            return redirect("school:thread", public_id=public_id)
    context = {
        "thread": row,
        "posts": Post.objects.filter(thread=row).select_related("author").prefetch_related("files"),
        "form": form,
        "may_write": may_write,
        "is_mentor": can_review(request.user, row.enrolment),
        "page_url": url_of(row.activity.page, request),
    }
    return render(request, "school/thread.html", context, status=422 if form.errors else 200)


@mentors_only
@require_POST
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mentor shows the talk to the group, hides a message, or says that no answer is needed."""
    row = find(request, public_id)
    if not can_review(request.user, row.enrolment):
        raise Http404
    act = request.POST.get("act", "")
    if act in ThreadVisible.values:
        show_to(row, act, by=request.user)
    elif act == "close":
        close(row, by=request.user)
        return redirect("school:mentor")
    elif act == "hide":
        posts = Post.objects.filter(thread=row, pk=_number(request.POST.get("post", "")))
        post = get_object_or_404(posts.select_related("thread__enrolment", "author"))
        hide(post, request.POST.get("why", "")[:250].strip() or _("не по теме"), by=request.user)
    return redirect("school:thread", public_id=public_id)


def find(request: HttpRequest, public_id: str) -> Thread:
    """A talk that this person may read; 404 for everybody else."""
    related = ("enrolment__user", "enrolment__run", "enrolment__region", "activity__page")
    row = get_object_or_404(Thread.objects.select_related(*related), public_id=public_id)
    if not (writes(request.user, row) or _shared_with(request.user, row)):
        raise Http404
    return row


def writes(user: User, row: Thread) -> bool:
    """The learner of the talk while studying, and the mentors of the group."""
    own = row.enrolment.user_id == user.pk and row.enrolment.status in READS
    return own or can_review(user, row.enrolment)


def _shared_with(user: User, row: Thread) -> bool:
    if row.visible != ThreadVisible.GROUP or row.enrolment.group_id is None:
        return False
    return user.enrolments.filter(group=row.enrolment.group_id, status__in=READS).exists()


def _asking(request: HttpRequest, activity: Activity, enrolment: object, form: TalkForm, status: int) -> HttpResponse:
    context = {
        "activity": activity,
        "page_url": url_of(activity.page, request),
        "form": form,
        "posts": seen_in(activity.pk, enrolment),
    }
    return render(request, "school/ask.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
