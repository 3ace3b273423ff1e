"""What administrators do with an account: roles, suspension, region, second factor, erasure (spec: platform §6)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core import disposition, pdf
from dashboard.people_forms import GrantForm, MoveForm
from dashboard.views.people import find_person
from people import roles
from people.account_forms import ReasonForm
from people.decorators import staff_only
from people.models import ErasureAct, User
from people.personal import sources
from people.rules import can_change_roles, can_suspend
from people.services.erasure import ErasureRefused, ask_erasure
from people.services.participants import move_to_region, restore, suspend
from people.services.roles import RoleRefused, end_role, grant_role
from people.services.second_factor import reset_second_factor
from regions.models import CoordinatorScope

ADMINISTRATORS = (roles.ADMINISTRATORS,)


def _back(person: User) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("dashboard:person", args=[person.public_id]))


@never_cache
@staff_only(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def person_roles(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give or end roles, never one's own."""
    person = find_person(request, public_id)
    if not can_change_roles(request.user, person):
        raise Http404
    if request.method == "GET":
        return _roles_page(request, person, GrantForm())
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _roles_page(request, person, form, status=422)
    change = end_role if request.POST.get("action") == "end" else grant_role
    answers = form.cleaned_data
    try:
        change(person, answers["role"], regions=answers["regions"], by=request.user, reason=answers["reason"])
    except RoleRefused as refused:
        form.add_error("regions", str(refused))
        return _roles_page(request, person, form, status=422)
    return _back(person)


def _roles_page(request: HttpRequest, person: User, form: GrantForm, *, status: int = 200) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "roles": list(person.groups.filter(name__in=roles.ALL).values_list("name", flat=True)),
        "scopes": CoordinatorScope.objects.filter(user=person).select_related("region", "granted_by").order_by("-since"),
    }
    return render(request, "dashboard/people/roles.html", context, status=status)


@never_cache
@staff_only(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def access(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close the sign-in, or open it again, with a reason."""
    person = find_person(request, public_id)
    if not can_suspend(request.user, person):
        raise Http404
    closed = person.suspended_at is not None
    title = _("Открыть вход снова") if closed else _("Закрыть вход")
    change = restore if closed else suspend
    return _with_reason(request, person, title, lambda reason: change(person, by=request.user, reason=reason))


@never_cache
@staff_only(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest, public_id: str) -> HttpResponse:
    """Reset a lost second factor."""
    person = find_person(request, public_id)
    if not can_change_roles(request.user, person):
        raise Http404
    act = lambda reason: reset_second_factor(person, by=request.user, reason=reason)  # noqa: E731
    return _with_reason(request, person, _("Сбросить второй шаг входа"), act)


@never_cache
@staff_only(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def region(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move a person to another region: administrators only."""
    person = find_person(request, public_id)
    form = MoveForm(request.POST or None, initial={"region": person.region_id})
    if request.method == "POST" and form.is_valid():
        move_to_region(person, form.cleaned_data["region"], by=request.user, reason=form.cleaned_data["reason"])
        return _back(person)
    context = {"person": person, "form": form, "title": _("Изменить регион")}
    return render(request, "dashboard/people/reason.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@staff_only(*ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, public_id: str) -> HttpResponse:
    """Erasure at the request of a person who cannot press the button: a dry run first, then three days."""
    person = find_person(request, public_id)
    note, status = "", 200
    if request.method == "POST":
        try:
            ask_erasure(person, by=request.user)
        except ErasureRefused:
            note, status = _("Сначала снимите роли: сотрудника стереть нельзя."), 422
        else:
            return _back(person)
    preview = [(source.title, source.erase(person, True)) for source in sources()]
    return render(request, "dashboard/people/erase.html", {"person": person, "preview": preview, "note": note}, status=status)


@never_cache
@staff_only(*ADMINISTRATORS)
@require_GET
def acts(request: HttpRequest) -> HttpResponse:
    """Acts of destruction of personal data, newest first."""
    rows = ErasureAct.objects.select_related("by").order_by("-at", "-pk")[:200]
    return render(request, "dashboard/people/acts.html", {"acts": rows})


@never_cache
@staff_only(*ADMINISTRATORS)
@require_GET
def act(request: HttpRequest, number: str) -> HttpResponse:
    """One act as PDF."""
    row = ErasureAct.objects.select_related("by").filter(number=number).first()
    if row is None:
        raise Http404
    data = {
        "number": row.number,
        "at": row.at.isoformat(timespec="minutes"),
        "reason": row.reason,
        "by": str(row.by) if row.by else _("сайт, по сроку хранения"),
        "person": row.user.public_id,
        "done": [[source, what, count] for source, counts in row.done.items() for what, count in counts.items()],
        "kept": [[source, what, why] for source, reasons in row.kept.items() for what, why in reasons.items()],
    }
    title = _("Акт об уничтожении персональных данных № %s") % row.number
    response = HttpResponse(pdf.render("erasure_act", data, title=title, at=row.at), content_type="application/pdf")
    response["Content-Disposition"] = disposition.attachment(_("Акт %s.pdf") % row.number)
    return response


def _with_reason(request: HttpRequest, person: User, title: str, change: object) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        change(form.cleaned_data["reason"])
        return _back(person)
    context = {"person": person, "form": form, "title": title}
    return render(request, "dashboard/people/reason.html", context, status=422 if request.method == "POST" else 200)
