"""«Критерии оценки» in the admin."""

import django_filters
from django.db import models
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from school.models import Rubric
from school.services.rubrics import rubrics_listed
from school.views import admin_rubrics
from school.viewsets.bank import CardedViewSet


class RubricFilters(WagtailFilterSet):
    """Archived ones only when asked for."""

    archived = django_filters.ChoiceFilter(
        choices=[("true", _("в архиве"))], label=_("Показать"), empty_label=_("в работе"), method="by_archive"
    )

    class Meta:
        model = Rubric
        fields = ["archived"]

    def by_archive(self, rows: models.QuerySet, name: str, value: str) -> models.QuerySet:
        """The archive."""
        return rows.filter(archived=True)


class RubricList(generic.IndexView):
    """The list leads to the rubric's card."""

    any_permission_required = ["view", "change", "add"]

    def get_base_queryset(self) -> models.QuerySet:
        rows = rubrics_listed()
        return rows if self.request.GET.get("archived") else rows.filter(archived=False)

    def get_edit_url(self, instance: Rubric) -> str:
        return reverse("rubric:card", args=[instance.pk])

    def get_list_more_buttons(self, instance: Rubric) -> list:
        address = reverse("rubric:change", args=[instance.pk])
        return [Button(_("Изменить"), url=address, icon_name="edit", priority=10)]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Новые критерии"), url=reverse("rubric:add"), icon_name="plus")]


class RubricViewSet(CardedViewSet):
    model = Rubric
    name = "rubric"
    url_prefix = "school/rubrics"
    icon = "tick-inverse"
    menu_label = _("Критерии оценки")
    list_display = [
        "title",
        Column("newest", label=_("Версия")),
        Column("used", label=_("В заданиях")),
        Column("note", label=_("Для чего")),
    ]
    search_fields = ["title", "note"]
    ordering = ["title"]
    filterset_class = RubricFilters
    index_view_class = RubricList
    form_fields = ["title"]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's list; the screens of one rubric are ours."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", admin_rubrics.NewRubric.as_view(), name="add"),
            path("<int:pk>/", admin_rubrics.RubricCard.as_view(), name="card"),
            path("<int:pk>/change/", admin_rubrics.EditRubric.as_view(), name="change"),
        ]
