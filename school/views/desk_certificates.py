"""The School's desk of certificates: find, give, correct, revoke; for methodologists and administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.history import Entry
from core.plurals import counted
from core.states import NotAllowed
from people.sources.words import said
from school.exports.tables import CERTIFICATES
from school.forms.certificates import FindForm, ReissueForm, WhyForm
from school.models import CourseRun, Enrolment
from school.models.certificate import Certificate, NameRequest, waiting_for_certificate
from school.services.certificates import CertificateRefused, decline_correction, issue_to, reissue, revoke
from school.tasks.certificates import issue_to_run
from school.views.certificate import SAYS, give_file
from school.views.doors import managers_only
from school.views.tables import FORMATS, give_table

PER_PAGE = 50


@never_cache
@managers_only
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """All certificates by number, surname, course, state; the same list as a table."""
    if request.GET.get("format") in FORMATS:
        return give_table(request, CERTIFICATES, what=("school.certificate", "list"), format=request.GET["format"])
    form = FindForm(request.GET or None)
    rows = form.chosen()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "pages": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "waiting": waiting_for_certificate(Enrolment.objects.all()).count(),
        "asked": NameRequest.objects.filter(state=NameRequest.State.OPEN).count(),
    }
    return render(request, "school/certificates_desk.html", context)


@never_cache
@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Who completed a course and has no certificate: give it to the ticked, or to the whole run."""
    run = CourseRun.objects.filter(code=request.POST.get("run") or request.GET.get("run", "")).first()
    rows = waiting_for_certificate(Enrolment.objects.filter(run=run) if run else Enrolment.objects.all())
    rows = rows.select_related("user", "run", "course__page", "region", "name_check").order_by("-completed_at", "-pk")
    if request.method == "POST":
        _give(request, rows, run)
        return redirect(request.get_full_path())
    counts = waiting_for_certificate(Enrolment.objects.all()).order_by().values("run").annotate(n=Count("pk"))
    by_run = {row["run"]: row["n"] for row in counts}
    runs = CourseRun.objects.filter(pk__in=by_run).select_related("course__page").order_by("course__page__title", "title")
    context = {
        "pages": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "runs": [(one, by_run[one.pk]) for one in runs],
        "run": run,
        "query": f"run={run.code}" if run else "",
    }
    return render(request, "school/certificates_waiting.html", context)


@never_cache
@managers_only
@require_safe
def one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One certificate: what it says, its editions, its history, and what may be done."""
    return _page(request, _get(public_id))


@never_cache
@managers_only
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Correct the name, leave it as it is, or revoke; each with a reason the learner reads."""
    certificate = _get(public_id)
    if name not in ACTS:
        raise Http404
    kind, do, done = ACTS[name]
    form = kind(request.POST, auto_id=f"id_{name}_%s")
    if not form.is_valid():
        return _page(request, certificate, {name: form}, 422)
    try:
        do(certificate, form, request)
    except CertificateRefused as error:
        form.add_error(None, SAYS[error.why])
        return _page(request, certificate, {name: form}, 409)
    except NotAllowed:
        messages.info(request, _("Этот сертификат уже отозван."))
    else:
        messages.success(request, done)
    return redirect("school:desk_certificate", public_id)


@managers_only
@require_safe
def file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The newest PDF, also of a revoked certificate."""
    return give_file(request, _get(public_id).newest, "school:desk_certificate", public_id)


def _reissue(certificate: Certificate, form: ReissueForm, request: HttpRequest) -> None:
    reissue(certificate, form.names(), by=request.user, reason=form.cleaned_data["reason"])


def _revoke(certificate: Certificate, form: WhyForm, request: HttpRequest) -> None:
    revoke(certificate, by=request.user, reason=form.cleaned_data["reason"])


def _decline(certificate: Certificate, form: WhyForm, request: HttpRequest) -> None:
    decline_correction(certificate, by=request.user, answer=form.cleaned_data["reason"])


ACTS = {
    "reissue": (ReissueForm, _reissue, gettext_lazy("Имя исправлено, номер прежний. Слушателю ушло письмо.")),
    "revoke": (WhyForm, _revoke, gettext_lazy("Сертификат отозван. Слушателю ушло письмо с причиной.")),
    "decline": (WhyForm, _decline, gettext_lazy("Ответ отправлен слушателю, имя осталось прежним.")),
}


def _get(public_id: str) -> Certificate:
    return get_object_or_404(Certificate.objects.for_desk(), public_id=public_id)


def _give(request: HttpRequest, rows: QuerySet[Enrolment], run: CourseRun | None) -> None:
    if "all" in request.POST and run:
        issue_to_run.enqueue(run.pk, request.user.pk)
        messages.success(request, _("Выдаём всем, кто прошёл курс в этом потоке. Обновите страницу через минуту."))
        return
    chosen = rows.filter(public_id__in=request.POST.getlist("enrolment")[:PER_PAGE])
    given, refused = issue_to(chosen, by=request.user)
    if given:
        messages.success(request, _("Выдано: %s.") % counted(given, _("сертификат,сертификата,сертификатов")))
    for enrolment, why in refused:
        messages.error(request, f"{enrolment.user}: {SAYS[why]}")
    if not given and not refused:
        messages.info(request, _("Отметьте, кому выдать сертификаты."))


def _page(request: HttpRequest, certificate: Certificate, forms: dict | None = None, status: int = 200) -> HttpResponse:
    newest, asked = certificate.newest, certificate.requests.filter(state=NameRequest.State.OPEN).first()
    name = vars(asked) if asked else newest.data
    start = {key: name.get(key, "") for key in ("surname", "name", "patronymic")}
    entries = list(Entry.objects.about(certificate).select_related("actor"))
    for entry in entries:
        entry.said = said(entry)
    context = {
        "certificate": certificate,
        "edition": newest,
        "editions": sorted(certificate.editions.all(), key=lambda row: -row.n),
        "asked": asked,
        "entries": entries,
        **{act: made(initial=start, auto_id=f"id_{act}_%s") for act, (made, _do, _done) in ACTS.items()},
        **(forms or {}),
        "form": next(iter(forms.values())) if forms else None,
        "opened": next(iter(forms)) if forms else "reissue" if asked else "",
    }
    return render(request, "school/certificate_desk.html", context, status=status)
