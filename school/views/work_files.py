"""Files of a work and of its review: added one by one, put in order, given out by the rule."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.files import BadFile, clean_upload, serve
from people.decorators import signed_in, with_factor
from school.forms.works import FileForm
from school.models import PostFile, ReviewFile, SubmissionFile
from school.models.threads import ThreadVisible
from school.rules import can_review, can_review_work, can_write_work
from school.services.work_files import add_file, kinds_for, raise_file, remove_file
from school.services.works import WorkRefused
from school.states import READS
from school.views.works import REFUSALS, find, page_of, show


@signed_in
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """One file; what is wrong with it is told at its field, the text of the work is untouched."""
    submission = find(request, public_id)
    if not can_write_work(request.user, submission):
        raise Http404
    page = page_of(submission)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            checked = clean_upload(form.cleaned_data["file"], kinds=kinds_for(page), max_mb=page.max_mb)
            add_file(submission, checked, at_most=page.max_files)
        except BadFile as error:
            form.add_error("file", _("%(why)s Текст работы сохранён.") % {"why": error})
        except WorkRefused as refusal:
            form.add_error("file", REFUSALS[refusal.why])
        else:
            messages.success(request, _("Файл добавлен."))
            return redirect("school:work", public_id=public_id)
    return show(request, submission, file_form=form, status=422)


@signed_in
@require_POST
def change(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """«Убрать» or «Выше»."""
    submission = find(request, public_id)
    if not can_write_work(request.user, submission):
        raise Http404
    act = raise_file if request.POST.get("act") == "up" else remove_file
    try:
        act(submission, file_id)
    except WorkRefused as refusal:
        messages.warning(request, REFUSALS[refusal.why])
    return redirect("school:work", public_id=public_id)


@with_factor
@require_safe
def file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A file of a work, a review or a talk: to its learner, to mentors of the group or of the work, to who runs the School."""
    row = find_file(request, public_id)
    if row is None:
        raise Http404
    return serve(request, row, inline=bool(request.GET.get("show")))


def find_file(request: HttpRequest, public_id: str) -> SubmissionFile | ReviewFile | PostFile | None:
    """A file this person may take; None for strangers."""
    return _work_file(request, public_id) or _review_file(request, public_id) or _post_file(request, public_id)


def _work_file(request: HttpRequest, public_id: str) -> SubmissionFile | None:
    row = SubmissionFile.objects.filter(public_id=public_id).select_related("version__submission__enrolment").first()
    if row is None:
        return None
    work = row.version.submission
    enrolment = work.enrolment
    own = enrolment.user_id == request.user.pk and enrolment.status in READS
    return row if own or (row.version.sent_at and can_review_work(request.user, work)) else None


def _review_file(request: HttpRequest, public_id: str) -> ReviewFile | None:
    rows = ReviewFile.objects.select_related("review__version__submission__enrolment")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return None
    work = row.review.version.submission
    enrolment = work.enrolment
    own = enrolment.user_id == request.user.pk and row.review.sent_at is not None and enrolment.status in READS
    return row if own or can_review_work(request.user, work) else None


def _post_file(request: HttpRequest, public_id: str) -> PostFile | None:
    row = PostFile.objects.filter(public_id=public_id).select_related("post__thread__enrolment").first()
    if row is None or row.post.hidden_why:
        return None
    thread = row.post.thread
    enrolment = thread.enrolment
    own = enrolment.user_id == request.user.pk and enrolment.status in READS
    shared = (
        thread.visible == ThreadVisible.GROUP
        and enrolment.group_id is not None
        and request.user.enrolments.filter(group=enrolment.group_id, status__in=READS).exists()
    )
    return row if own or shared or can_review(request.user, enrolment) else None
