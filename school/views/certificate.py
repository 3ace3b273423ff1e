"""The learner's own certificate: the spelling of the name, the file, a correction; papers for the employer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.files import serve
from core.models.papers import AbstractEdition
from people.decorators import signed_in
from people.models import User
from school.forms.certificates import CorrectionForm, EmployerForm
from school.models import Enrolment
from school.models.certificate import Certificate, NameRequest
from school.models.study_paper import StudyPaper
from school.services.certificates import CertificateRefused, ask_correction, confirm_name
from school.services.study_papers import make_paper, offered
from school.services.wording import names_of, profile_names
from school.states import READS

SAYS = {
    "no_name": gettext_lazy("Укажите фамилию и имя в профиле: без них бумагу не выдать."),
    "issued": gettext_lazy("Сертификат уже выдан. Если в имени ошибка, нажмите «Попросить исправить»."),
    "not_completed": gettext_lazy("Эту бумагу сейчас выдать нельзя: посмотрите, что с курсом."),
    "same_name": gettext_lazy("Имя написано так же, как на сертификате. Исправьте то, что не так."),
    "gone": gettext_lazy("Этот сертификат больше не действует."),
}


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Before it is given: is the name right? After: the file, its check page, the way to a correction."""
    enrolment = _own(request.user, public_id)
    if request.method != "POST":
        return _page(request, enrolment)
    names = profile_names(request.user)
    if request.POST.get("shown") != names.full:
        messages.info(request, _("Имя в профиле изменилось, пока страница была открыта. Проверьте его ещё раз."))
        return redirect("school:certificate", public_id)
    try:
        given = confirm_name(enrolment, names)
    except CertificateRefused as error:
        messages.error(request, SAYS[error.why])
    else:
        messages.success(request, _("Сертификат выдан.") if given else _("Спасибо, имя запомнили."))
    return redirect("school:certificate", public_id)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """«Попросить исправить»: how the name should be spelled."""
    enrolment = _own(request.user, public_id)
    given = get_object_or_404(Certificate.objects.valid().filter(erased_at__isnull=True), enrolment=enrolment)
    data = given.newest.data
    start = {key: data[key] for key in ("surname", "name", "patronymic")}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            ask_correction(given, form.names(), note=form.cleaned_data["note"], by=request.user)
        except CertificateRefused as error:
            form.add_error(None, SAYS[error.why])
        else:
            messages.success(request, _("Просьба отправлена. Когда имя исправят, придёт письмо, номер останется прежним."))
            return redirect("school:certificate", public_id)
    context = {"enrolment": enrolment, "certificate": given, "form": form}
    return render(request, "school/certificate_correct.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def certificate_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The PDF of the newest edition of the valid certificate."""
    enrolment = _own(request.user, public_id)
    given = get_object_or_404(Certificate.objects.valid().visible_to(request.user), enrolment=enrolment)
    return give_file(request, given.newest, "school:certificate", public_id)


@never_cache
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, public_id: str) -> HttpResponse:
    """The letter to the employer or the справка, whichever is for now; links lead to their part of the one page."""
    enrolment = _own(request.user, public_id)
    if request.method != "POST":
        return redirect(f"{reverse('school:certificate', args=[public_id])}#employer")
    form = EmployerForm(request.POST)
    if not form.is_valid():
        return _page(request, enrolment, form)
    kind = offered(enrolment)
    if kind is None:
        raise Http404
    try:
        make_paper(enrolment, kind, to=form.cleaned_data["to"], by=request.user)
    except CertificateRefused as error:
        messages.error(request, SAYS[error.why])
    else:
        messages.success(request, _("Готово: бумага с номером лежит на этой странице, внизу."))
    return redirect("school:certificate", public_id)


@signed_in
@require_safe
def paper_file(request: HttpRequest, public_id: str, paper_id: str) -> HttpResponseBase:
    """The PDF of a letter or a справка."""
    enrolment = _own(request.user, public_id)
    paper = get_object_or_404(StudyPaper, enrolment=enrolment, public_id=paper_id, revoked_at__isnull=True)
    return give_file(request, paper.newest, "school:certificate", public_id)


def give_file(request: HttpRequest, edition: AbstractEdition | None, back: str, *args: str) -> HttpResponseBase:
    """The file, or while it is being made the page that says so; the caller has asked the rule."""
    if edition is None:
        raise Http404
    if not edition.file:
        messages.info(request, _("Файл готовится, обычно меньше минуты. Номер уже действует."))
        return redirect(back, *args)
    return serve(request, edition.file, name=f"{edition.data['title']} № {edition.paper.number}.pdf", inline=True)


def _own(user: User, public_id: str) -> Enrolment:
    rows = Enrolment.objects.of(user).real().filter(status__in=READS)
    return get_object_or_404(rows.select_related("run__course__page", "user", "region", "organisation"), public_id=public_id)


def _page(request: HttpRequest, enrolment: Enrolment, form: EmployerForm | None = None) -> HttpResponse:
    given = enrolment.certificates.prefetch_related("editions").order_by("-issued_at", "-pk").first()
    valid = given if given and not given.revoked_at else None
    name_check = getattr(enrolment, "name_check", None)
    to = str(enrolment.organisation or enrolment.organisation_name)
    context = {
        "enrolment": enrolment,
        "certificate": valid,
        "edition": valid.newest if valid else None,
        "revoked": given if given and given.revoked_at else None,
        "asked": NameRequest.objects.filter(certificate=valid).order_by("-asked_at").first() if valid else None,
        "names": names_of(enrolment) if name_check else profile_names(request.user),
        "profile": profile_names(request.user),
        "name_check": name_check,
        "offered": offered(enrolment),
        "papers": enrolment.study_papers.filter(revoked_at__isnull=True).prefetch_related("editions").order_by("issued_at"),
        "form": form or EmployerForm(initial={"to": to}),
    }
    return render(request, "school/certificate.html", context, status=422 if form and form.errors else 200)
