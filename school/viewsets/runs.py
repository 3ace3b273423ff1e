"""«Потоки» in the admin: the list with its numbers; the screens of one run are ours."""

import re
from typing import Any

import django_filters
from django.db import models
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from core.moments import span
from school.calculators.run_phase import Seen, phase_of
from school.models import Course, CourseRun
from school.states import RunStatus
from school.views import admin_runs, admin_runs_groups, admin_runs_programme
from school.viewsets.bank import CardedViewSet


def state_of(run: CourseRun) -> str:
    """The state in the words people see; of what they do not see, its status."""
    seen = Seen(run, phase_of(run, timezone.now()))
    return seen.words if run.status == RunStatus.OPEN else str(run.get_status_display())


def dates_of(run: CourseRun) -> str:
    """First and last day on the run's clock."""
    if run.starts:
        return span(run.starts, run.ends, run.zone)
    return str(_("в своём темпе")) if run.self_paced else str(_("дата уточняется"))


def seats_of(run: CourseRun) -> str:
    """Seats taken of all."""
    return str(run.taken) if run.seats is None else str(_("%(taken)s из %(seats)s") % {"taken": run.taken, "seats": run.seats})


def groups_of(run: CourseRun) -> str:
    """How many groups, and how many of them nobody leads."""
    if not run.orphans:
        return str(run.group_count)
    return str(_("%(groups)s, без наставника: %(orphans)s") % {"groups": run.group_count, "orphans": run.orphans})


class RunFilters(WagtailFilterSet):
    """By course and state; the archive and what was cancelled only when asked for."""

    course = django_filters.ModelChoiceFilter(
        queryset=Course.objects.select_related("page").order_by("page__title"), label=_("Курс")
    )
    status = django_filters.ChoiceFilter(choices=RunStatus.choices, label=_("Состояние"))
    self_paced = django_filters.ChoiceFilter(
        choices=[("true", _("в своём темпе")), ("false", _("с датами"))], label=_("Как идёт"), method="by_pace"
    )

    class Meta:
        model = CourseRun
        fields = ["course", "status", "self_paced"]

    def by_pace(self, rows: models.QuerySet, name: str, value: str) -> models.QuerySet:
        """Self-paced runs or the others."""
        return rows.filter(self_paced=value == "true")


class RunList(generic.IndexView):
    """The list leads to the run's card."""

    any_permission_required = ["view", "change", "add"]

    def get_base_queryset(self) -> models.QuerySet:
        return super().get_base_queryset().select_related("course__page").with_numbers()

    def search_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        """By words of the run, its course and its code; case and ё do not matter, also on SQLite."""
        for word in (self.search_query or "").split()[:8] if self.is_searching else []:
            like = re.sub("[её]", "[её]", re.escape(word.lower()))
            found = models.Q(title__iregex=like) | models.Q(course__page__title__iregex=like) | models.Q(code__iregex=like)
            queryset = queryset.filter(found)
        return queryset

    @property
    def is_searchable(self) -> bool:
        return True

    def get_edit_url(self, instance: CourseRun) -> str:
        return reverse("run:card", args=[instance.code])

    def get_list_more_buttons(self, instance: CourseRun) -> list:
        at = [instance.code]
        return [
            Button(_("Изменить"), url=reverse("run:change", args=at), icon_name="edit", priority=10),
            Button(_("Программа"), url=reverse("run:programme", args=at), icon_name="list-ul", priority=20),
            Button(_("Группы"), url=reverse("run:groups", args=at), icon_name="group", priority=30),
            Button(_("Скопировать"), url=reverse("run:copy", args=at), icon_name="copy", priority=40),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Новый поток"), url=reverse("run:add"), icon_name="plus")]


def _column(name: str, label: str, shown: Any, **more: Any) -> Column:
    return Column(name, label=label, accessor=shown, **more)


class RunViewSet(CardedViewSet):
    model = CourseRun
    card_key = "code"
    name = "run"
    url_prefix = "school/runs"
    icon = "calendar-alt"
    menu_label = _("Потоки")
    list_display = [
        "title",
        _column("course", _("Курс"), lambda run: run.course.page.title, sort_key="course__page__title"),
        _column("state", _("Состояние"), state_of),
        _column("dates", _("Когда"), dates_of, sort_key="starts"),
        _column("seats", _("Занято мест"), seats_of),
        _column("groups", _("Групп"), groups_of),
        _column("waiting", _("Ждут места"), lambda run: run.waiting or "—"),
    ]
    ordering = ["-pk"]
    filterset_class = RunFilters
    index_view_class = RunList
    form_fields = ["title"]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's list; the screens of one run are ours."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", admin_runs.NewRun.as_view(), name="add"),
            path("<slug:code>/", admin_runs.RunCard.as_view(), name="card"),
            path("<slug:code>/change/", admin_runs.EditRun.as_view(), name="change"),
            path("<slug:code>/copy/", admin_runs.CopyRun.as_view(), name="copy"),
            path("<slug:code>/cancel/", admin_runs.CancelRun.as_view(), name="cancel"),
            path("<slug:code>/programme/", admin_runs_programme.Programme.as_view(), name="programme"),
            path("<slug:code>/programme/<int:number>/", admin_runs_programme.ProgrammeModule.as_view(), name="module"),
            path("<slug:code>/programme/retire/<int:item>/", admin_runs_programme.RetireItem.as_view(), name="retire"),
            path("<slug:code>/shift/", admin_runs_programme.ShiftDates.as_view(), name="shift"),
            path("<slug:code>/update/", admin_runs_programme.UpdateProgramme.as_view(), name="update"),
            path("<slug:code>/groups/", admin_runs_groups.RunGroups.as_view(), name="groups"),
            path("<slug:code>/groups/<str:public_id>/", admin_runs_groups.RunGroup.as_view(), name="group"),
        ]
