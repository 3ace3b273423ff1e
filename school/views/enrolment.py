"""Enrolling in a run and leaving it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.limits import client_ip
from core.states import NotAllowed
from people import consents
from people.decorators import signed_in
from people.models.consent import Purpose
from school.calculators.run_phase import Seen, phase_of
from school.forms.enrolling import EnrolForm
from school.models import CourseRun, Enrolment
from school.rules import can_leave
from school.services.enrolling import EnrolmentRefused, Wish, enrol, group_for, has_room, leave
from school.states import HOLDS_SEAT, WAITS, Admission, EnrolmentStatus

REFUSALS = {
    "closed": _("Запись в этот поток закрыта. Посмотрите другие потоки на странице курса."),
    "list": _("В этот поток записывают только по списку. Позвоните координатору, он поможет."),
    "other_run": _("Вы уже учитесь на этом курсе в другом потоке."),
    "expelled": _("Вернуться в этот поток можно только через школу. Позвоните координатору, он поможет."),
    "prerequisite": _("Сначала пройдите: %(courses)s. Потом возвращайтесь: написанное здесь можно повторить."),
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def enrol_in_run(request: HttpRequest, code: str) -> HttpResponse:
    """One screen: who you are, places, the consent; then the course."""
    run = get_object_or_404(_runs(), code=code)
    mine = Enrolment.objects.real().filter(run=run, user=request.user, status__in=[*HOLDS_SEAT, *WAITS]).first()
    invited = mine is not None and mine.status == EnrolmentStatus.INVITED
    if mine and not invited:
        return redirect(_course_url(run, request))
    form = EnrolForm(
        request.POST if request.method == "POST" else None,
        ask_why=run.admission == Admission.REQUEST and not invited,
        ask_consent=not consents.has(request.user, Purpose.SCHOOL),
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            enrol(run, request.user, Wish(said.get("motivation", ""), said["may_contact"], client_ip(request)))
        except EnrolmentRefused as error:
            names = ", ".join(f"«{page.title}»" for page in error.courses)
            refusal = REFUSALS[error.why] % {"courses": names} if names else REFUSALS[error.why]
        else:
            return redirect("school:next_of_course", key=run.course_id)
    context = {
        "run": run,
        "seen": Seen(run, phase_of(run, now())),
        "course_url": _course_url(run, request),
        "form": form,
        "refusal": refusal,
        "invited": invited,
        "room": has_room(run, group_for(run, request.user)),
    }
    return render(request, "school/enrol.html", context, status=422 if form.errors or refusal else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave_run(request: HttpRequest, public_id: str) -> HttpResponse:
    """Leaving asks once; what was done stays and comes back with the person."""
    enrolment = get_object_or_404(Enrolment.objects.of(request.user).select_related("run__course__page"), public_id=public_id)
    if not can_leave(enrolment, request.user):
        raise Http404
    if request.method == "POST":
        try:
            leave(enrolment, by=request.user)
        except NotAllowed:
            messages.info(request, _("Эта запись уже закрыта."))
        else:
            messages.success(request, _("Вы больше не учитесь в этом потоке. Пройденное сохранено: можно вернуться."))
        return redirect("school:my")
    return render(request, "school/leave.html", {"enrolment": enrolment})


def _runs() -> QuerySet[CourseRun]:
    return CourseRun.objects.opened().select_related("course__page")


def _course_url(run: CourseRun, request: HttpRequest) -> str:
    return run.course.page.localized.get_url(request) or "/"
