"""Columns of the directory's downloads: only what its public pages show (spec: civic A6–A7)."""

from django.conf import settings
from django.utils.translation import gettext as _

from core.exports import Column
from home.directory_cards import organisation_url, public_inn, territory_url


def organisation_columns() -> list[Column]:
    """Organisations; contacts and ИНН of persons are not among them."""
    return [
        Column(_("Регион"), "region.name"),
        Column(_("Вид"), "get_kind_display"),
        Column(_("Название"), "name"),
        Column(_("Короткое название"), "short_name"),
        Column(_("Территория"), lambda row: str(row.territory or "")),
        Column(_("Адрес"), "address"),
        Column(_("ИНН"), public_inn),
        Column(_("ОГРН"), "ogrn"),
        Column(_("Сайт"), "site"),
        Column(_("В альянсе с"), "alliance_since", "date"),
        Column(_("Состояние"), "get_status_display"),
        Column(_("Страница"), lambda row: settings.SITE_URL + organisation_url(row)),
    ]


def territory_columns() -> list[Column]:
    """Territories of today."""
    return [
        Column(_("Регион"), "region.name"),
        Column(_("Вид"), "get_kind_display"),
        Column(_("Название"), "name"),
        Column(_("Входит в"), lambda row: str(row.parent or "")),
        Column(_("ОКТМО"), "oktmo"),
        Column(_("Жителей"), "population", "number"),
        Column(_("На дату"), "population_on", "date"),
        Column(_("Широта"), "lat", "number"),
        Column(_("Долгота"), "lon", "number"),
        Column(_("Страница"), lambda row: settings.SITE_URL + territory_url(row)),
    ]
