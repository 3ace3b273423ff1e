"""Putting one person on a course at the School's desk: found, or made while talking, with the code to dictate."""

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.models import CodeCard, User
from people.rules import can_give_card
from people.services import cards
from school.forms.desk import LookForForm, NewLearnerForm, find_known
from school.models import CourseRun, Enrolment
from school.roles import manages_school
from school.rules import can_enrol_by_hand
from school.services.admitting import enrol_by_hand
from school.services.enrolling import EnrolmentRefused
from school.services.people_import import NotYours, Somebody, take_somebody
from school.views.desk import find_run, own_regions
from school.views.desk_learner import SAYS
from school.views.doors import desk_only

FOUND = 20


@never_cache
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Find somebody who is here already and enrol with one press."""
    run = find_run(request, code)
    if request.method == "POST":
        return _enrol_known(request, run)
    form = LookForForm(request.GET or None)
    text = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    people = list(_known(request.user, text).select_related("region").order_by("sort_name", "pk")[:FOUND]) if text else []
    standing = dict(Enrolment.objects.real().filter(run=run, user__in=people).values_list("user", "public_id"))
    rows = [(person, standing.get(person.pk, "")) for person in people]
    return render(request, "school/desk/add.html", {"run": run, "form": form, "text": text, "rows": rows, "tab": "people"})


@never_cache
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody who is not here yet: name, how to reach, region; without e-mail the code is dictated at once."""
    run = find_run(request, code)
    form = NewLearnerForm(request.POST if request.method == "POST" else None, regions=own_regions(request.user))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        contact = said["contact"]
        names = [" ".join(said[name].split()) for name in ("last_name", "first_name", "patronymic")]
        try:
            row = take_somebody(run, Somebody(*names, contact.email, contact.phone, said["region"]), by=request.user)
        except EnrolmentRefused as refusal:
            form.add_error(None, SAYS[refusal.why])
        except NotYours:
            form.add_error("contact", _("Этот контакт записан у человека из другого региона. Попросите его координатора."))
        else:
            return _done(request, row)
    context = {"run": run, "form": form, "tab": "people"}
    return render(request, "school/desk/new.html", context, status=422 if form.errors else 200)


def _enrol_known(request: HttpRequest, run: CourseRun) -> HttpResponse:
    person = User.objects.present().filter(public_id=request.POST.get("person", "")).first()
    if person is None or not can_enrol_by_hand(request.user, person.region_id):
        raise Http404
    try:
        row = enrol_by_hand(run, person, by=request.user)
    except EnrolmentRefused as refusal:
        messages.warning(request, SAYS[refusal.why])
        return redirect("school:desk_add", run.code)
    return _done(request, row)


def _known(user: User, text: str) -> QuerySet[User]:
    """People the reader may find: of the own regions; who runs the School finds a stranger only by the whole address."""
    if manages_school(user):
        whole = "@" in text
        learners = Enrolment.objects.real().values("user")
        rows = User.objects.present() if whole else User.objects.present().filter(pk__in=learners)
    else:
        rows = User.objects.visible_to(user)
    return find_known(rows, text)


def _done(request: HttpRequest, row: Enrolment) -> HttpResponse:
    """To the learner's page; who has neither e-mail nor a card gets a code to dictate, shown once."""
    person = row.user
    if person.email or person.welcomed_at or not can_give_card(request.user, person):
        messages.success(request, _("%(name)s: %(state)s.") % {"name": person, "state": row.get_status_display()})
        return redirect("school:desk_learner", row.public_id)
    card, code = cards.issue_card(person, by=request.user, kind=CodeCard.Kind.DICTATED)
    context = {"enrolment": row, "card": card, "code": cards.spaced(code), "address": f"{settings.SITE_URL}/accounts/card/"}
    return render(request, "school/desk/dictate.html", context)
