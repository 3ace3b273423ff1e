"""«Справочник» in the admin: coordinators see and keep the records of their own region only (spec: civic A5)."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from core.listing import YesNo
from regions.admin_forms import OrganisationRecordForm, OwnRegionForm, TerritoryRecordForm
from regions.models import Organisation, Region, ResourceCentre, Territory
from regions.scope import ALL, covers, scope_of


def own_rows(user: models.Model, rows: models.QuerySet) -> models.QuerySet:
    """The rows of the regions the user works with; a region itself is a row of its own."""
    scope = scope_of(user)
    name = "pk__in" if rows.model is Region else "region__in"
    return rows if scope == ALL else rows.filter(**{name: scope})


class OwnRegionPolicy(ModelPermissionPolicy):
    """Django's permissions of the group, and of those only the rows of the user's regions."""

    def user_has_permission_for_instance(self, user: models.Model, action: str, instance: models.Model) -> bool:
        region_id = instance.pk if isinstance(instance, Region) else instance.region_id
        return super().user_has_permission(user, action) and covers(scope_of(user), region_id)

    def user_has_any_permission_for_instance(self, user: models.Model, actions: list[str], instance: models.Model) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: models.Model, actions: list[str]) -> models.QuerySet:
        return own_rows(user, self.model._default_manager.all()) if self.user_has_any_permission(user, actions) else self._none()

    def _none(self) -> models.QuerySet:
        return self.model._default_manager.none()


class OwnList(generic.IndexView):
    """A list of own rows."""

    def get_base_queryset(self) -> models.QuerySet:
        return own_rows(self.request.user, super().get_base_queryset())


class OwnObject:
    """Another region's row is not found."""

    def get_object(self, *given: models.QuerySet | None) -> models.Model:
        found = super().get_object(*given)
        region_id = found.pk if isinstance(found, Region) else found.region_id
        if not covers(scope_of(self.request.user), region_id):
            raise Http404
        return found


class OwnEdit(OwnObject, generic.EditView):
    """Editing an own row."""


class OwnCreate(generic.CreateView):
    """A new row in an own region."""

    def save_instance(self) -> models.Model:
        if not covers(scope_of(self.request.user), self.form.instance.region_id):
            raise PermissionDenied
        return super().save_instance()


class OwnDelete(OwnObject, generic.DeleteView):
    """Deleting an own row that nobody uses."""


class OwnInspect(OwnObject, generic.InspectView):
    """All fields of an own row."""


class OwnHistory(OwnObject, history.HistoryView):
    """Who changed an own row."""


class OwnUsage(OwnObject, usage.UsageView):
    """Where an own row is used."""


class DirectoryViewSet(ModelViewSet):
    """What the four lists of the directory share."""

    index_view_class = OwnList
    add_view_class = OwnCreate
    edit_view_class = OwnEdit
    delete_view_class = OwnDelete
    inspect_view_class = OwnInspect
    history_view_class = OwnHistory
    usage_view_class = OwnUsage
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50


class RegionViewSet(DirectoryViewSet):
    """Ten rows by a migration: texts are edited, nothing is added or deleted."""

    model = Region
    icon = "globe"
    menu_label = _("Регионы")
    list_display = ["name", "capital", "zone", Column("position", label=_("С запада на восток"))]
    ordering = ["position"]
    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel("name_gen"), FieldPanel("name_in"), FieldPanel("time_by")], heading=_("Падежи и время")),
        MultiFieldPanel(
            [FieldPanel("name_en"), FieldPanel("name_tt"), FieldPanel("name_ba"), FieldPanel("name_udm")],
            heading=_("На других языках"),
        ),
        FieldPanel("capital"),
    ]


class TerritoryViewSet(DirectoryViewSet):
    """Districts, towns and villages."""

    model = Territory
    icon = "site"
    menu_label = _("Территории")
    list_display = ["name", "kind", "region", "parent", YesNo("active", label=_("Действует"))]
    list_filter = ["region", "kind", "active"]
    list_export = ["region", "kind", "name", "parent", "oktmo", "population", "lat", "lon", "active"]
    search_fields = ["name_norm"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("region"), FieldPanel("parent")]),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
            FieldPanel("oktmo"),
            FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
            FieldRowPanel([FieldPanel("population"), FieldPanel("population_on")]),
            FieldRowPanel([FieldPanel("active"), FieldPanel("replaced_by")]),
        ],
        base_form_class=TerritoryRecordForm,
    )


class OrganisationViewSet(DirectoryViewSet):
    """Funds, NGOs, councils; people's contacts are kept at the desk, not here."""

    model = Organisation
    icon = "group"
    menu_label = _("Организации")
    list_display = ["name", "kind", "region", "status", "inn"]
    list_filter = ["region", "kind", "status"]
    list_export = ["region", "kind", "name", "short_name", "inn", "kpp", "ogrn", "address", "site", "status"]
    search_fields = ["name_norm", "inn"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("region")]),
            FieldPanel("name"),
            FieldPanel("short_name"),
            FieldPanel("about"),
            FieldRowPanel([FieldPanel("inn"), FieldPanel("kpp"), FieldPanel("ogrn")]),
            FieldRowPanel([FieldPanel("territory"), FieldPanel("address")]),
            FieldRowPanel([FieldPanel("site"), FieldPanel("alliance_since")]),
            FieldPanel("logo"),
        ],
        base_form_class=OrganisationRecordForm,
    )


class CentreViewSet(DirectoryViewSet):
    """Resource centres with their dates."""

    model = ResourceCentre
    icon = "home"
    menu_label = _("Ресурсные центры")
    list_display = ["organisation", "region", YesNo("main", label=_("Главный")), "since", "until"]
    list_filter = ["region", "main"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("organisation"), FieldPanel("region")]),
            FieldPanel("main"),
            FieldPanel("services"),
            FieldPanel("hours"),
            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        ],
        base_form_class=OwnRegionForm,
    )


class DirectoryGroup(ModelViewSetGroup):
    """Menu «Справочник»."""

    menu_label = _("Справочник")
    menu_icon = "list-ul"
    menu_order = 700
    items = (RegionViewSet, TerritoryViewSet, OrganisationViewSet, CentreViewSet)
