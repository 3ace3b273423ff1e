"""Forms of the directory in the admin: control digits, doubles, nobody's region but one's own."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from regions.identifiers import digits, inn_is_right, ogrn_is_right
from regions.models import Organisation, Region, Territory
from regions.naming import name_norm
from regions.scope import ALL, scope_of
from regions.services.organisations import organisation_slug
from regions.states import OrganisationStatus


class OwnRegionForm(WagtailAdminModelForm):
    """Offers the regions the user works with, territories and parents of those regions alone."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        scope = scope_of(self.for_user) if self.for_user else ALL
        if scope == ALL:
            return
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model in (Region, Territory, Organisation):
                word = "pk__in" if field.queryset.model is Region else "region__in"
                self.fields[name].queryset = field.queryset.filter(**{word: scope})


class TerritoryRecordForm(OwnRegionForm):
    """A territory: a part stands in the region of its parent, a replaced one names what it became."""

    def clean(self) -> dict:
        data = super().clean()
        region, parent = data.get("region"), data.get("parent")
        if region and parent and parent.region_id != region.pk:
            self.add_error("parent", _("Эта территория в другом регионе."))
        if data.get("active") and data.get("replaced_by"):
            self.add_error("active", _("Преобразованная территория больше не действует: снимите отметку."))
        if region and data.get("name") and data.get("kind"):
            self._refuse_double(region, parent, data["kind"], data["name"])
        return data

    def _refuse_double(self, region: Region, parent: Territory | None, kind: str, name: str) -> None:
        same = Territory.objects.filter(region=region, parent=parent, kind=kind, name_norm=name_norm(name))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Такая территория уже есть."))

    def save(self, commit: bool = True) -> models.Model:
        self.instance.slug = self.instance.slug or organisation_slug(self.cleaned_data["name"])
        return super().save(commit)


class OrganisationRecordForm(OwnRegionForm):
    """An organisation: right control digits, no second row of one name in a region."""

    def clean_inn(self) -> str:
        inn = digits(self.cleaned_data["inn"])
        if inn and not inn_is_right(inn):
            raise forms.ValidationError(_("Проверьте ИНН: контрольная цифра не сходится. Поле можно оставить пустым."))
        return inn

    def clean_ogrn(self) -> str:
        ogrn = digits(self.cleaned_data["ogrn"])
        if ogrn and not ogrn_is_right(ogrn):
            raise forms.ValidationError(_("Проверьте ОГРН: контрольная цифра не сходится. Поле можно оставить пустым."))
        return ogrn

    def clean(self) -> dict:
        data = super().clean()
        region, territory = data.get("region"), data.get("territory")
        if region and territory and territory.region_id != region.pk:
            self.add_error("territory", _("Эта территория в другом регионе."))
        if region and data.get("name") and not self.instance.pk:
            self._warn_of_double(region, data["name"])
        return data

    def _warn_of_double(self, region: Region, name: str) -> None:
        same = (
            Organisation.objects.filter(region=region, name_norm=name_norm(name))
            .exclude(status=OrganisationStatus.MERGED)
            .first()
        )
        if same:
            self.add_error("name", _("Похоже, уже есть: «%(name)s». Откройте её и исправьте.") % {"name": same.name})

    def save(self, commit: bool = True) -> models.Model:
        organisation = self.instance
        if not organisation.pk:
            organisation.slug = organisation_slug(organisation.name)
            organisation.status = OrganisationStatus.VERIFIED
        return super().save(commit)
