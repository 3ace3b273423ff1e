"""Groups of a run in the admin: by regions at one press, seats, mentors (spec: school §5)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.plurals import counted
from school.forms.runs_groups import GroupForm, MakeGroupsForm, MentorForm
from school.models import Group, MentorAssignment
from school.services.run_groups import OneGroup, assign_mentor, change_group, end_mentor, groups_of_run, make_groups
from school.views.admin_runs import PEOPLE, OfRun


class RunGroups(OfRun):
    """Groups with their mentors, and new ones by regions."""

    template_name = "school/admin/run_groups.html"
    page_title = gettext_lazy("Группы потока")

    @cached_property
    def groups(self) -> list[Group]:
        """Groups of the run."""
        return list(groups_of_run(self.run))

    def form(self, posted: Any = None) -> MakeGroupsForm:
        """Regions that have no group yet."""
        return MakeGroupsForm(posted, without={group.region_id for group in self.groups if group.region_id})

    def get_context_data(self, **kwargs: Any) -> dict:
        form = kwargs.pop("form", None) or self.form()
        left = bool(form.fields["regions"].queryset)
        return super().get_context_data(**kwargs) | {"groups": self.groups, "form": form, "left": left}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        said = form.cleaned_data
        try:
            made = make_groups(self.run, said["regions"], by=request.user, move_people=said["move_people"])
        except OneGroup:
            messages.error(request, _("В потоке «в своём темпе» одна группа, «Общая»."))
            return redirect("run:groups", self.run.code)
        messages.success(request, _("Новых групп: %s. Назначьте в них наставников.") % made)
        return redirect("run:groups", self.run.code)


class RunGroup(OfRun):
    """One group: its name and seats, its mentors. Each form is sent by itself."""

    template_name = "school/admin/run_group.html"

    @cached_property
    def group(self) -> Group:
        """The group of the address."""
        return get_object_or_404(groups_of_run(self.run), public_id=self.kwargs["public_id"])

    def get_page_title(self) -> str:
        return self.group.title

    def crumbs(self) -> list[dict]:
        return [*super().crumbs(), {"url": reverse("run:groups", args=[self.run.code]), "label": _("Группы")}]

    def get_context_data(self, **kwargs: Any) -> dict:
        forms = {"form": GroupForm(group=self.group), "mentor_form": MentorForm()}
        return super().get_context_data(**kwargs) | {"group": self.group} | forms | kwargs

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "end" in request.POST:
            return self._end(request)
        if "assign" in request.POST:
            return self._assign(request)
        form = GroupForm(request.POST, group=self.group)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = change_group(self.group, by=request.user, **form.cleaned_data)
        messages.success(request, _("Группа сохранена."))
        if given:
            messages.info(request, _("Из листа ожидания место получили: %s.") % counted(given, PEOPLE))
        return redirect("run:groups", self.run.code)

    def _assign(self, request: HttpRequest) -> HttpResponse:
        form = MentorForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(mentor_form=form), status=422)
        mentor = form.cleaned_data["mentor"]
        said = _("Наставник группы: %s.") if assign_mentor(self.group, mentor, by=request.user) else _("%s уже ведёт эту группу.")
        messages.success(request, said % mentor)
        return redirect("run:group", self.run.code, self.group.public_id)

    def _end(self, request: HttpRequest) -> HttpResponse:
        pk = request.POST["end"]
        known = self.group.mentors.select_related("user").filter(pk=pk if pk.isascii() and pk.isdigit() else None)
        row: MentorAssignment = get_object_or_404(known)
        if end_mentor(row, by=request.user):
            messages.success(request, _("%s больше не ведёт эту группу.") % row.user)
        return redirect("run:group", self.run.code, self.group.public_id)
