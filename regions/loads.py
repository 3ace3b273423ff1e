"""Tables of organisations and territories: which columns they have, what a row becomes (spec: civic A6–A7).

An empty cell leaves what stands there; the same table again changes nothing. Coordinators load into their own regions alone.
"""

from collections.abc import Callable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core import history
from core.imports import CHANGED, NEW, SAME, BadRow, ImportColumn, ImportKind, register
from regions.identifiers import digits, inn_is_right, ogrn_is_right
from regions.models import Organisation, Region, Territory
from regions.models.organisation import OrganisationKind
from regions.models.territory import TerritoryKind
from regions.naming import name_norm
from regions.rules import can_edit_region_records
from regions.services.organisations import organisation_slug
from regions.states import OrganisationStatus


def one_of(choices: type[models.TextChoices]) -> Callable[[str], str]:
    """A choice by its Russian words or its code, in any case."""
    words = [str(one) for one in choices.labels]  # as tables have them, whatever the reader's language
    by_words = {one.lower(): str(code) for one, code in zip(words, choices.values, strict=True)} | {
        str(code): str(code) for code in choices.values
    }

    def clean(text: str) -> str:
        found = by_words.get(text.strip().lower(), "")
        if text and not found:
            raise BadRow(_("Вид «%(text)s» не знаем. Бывает: %(known)s.") % {"text": text, "known": ", ".join(words)})
        return found

    return clean


def clean_region(text: str) -> Region:
    """One of the ten by name: «Пермский край», «пермский край», «permskiy-kray»."""
    wanted = name_norm(text)
    for region in Region.objects.all():
        if wanted == name_norm(region.name) or text.strip().lower() == region.slug:
            return region
    raise BadRow(_("Региона «%s» в сети нет.") % text)


def clean_inn(text: str) -> str:
    """ИНН without spaces, with right control digits; may be empty."""
    inn = digits(text)
    if inn and not inn_is_right(inn):
        raise BadRow(_("Проверьте ИНН: контрольная цифра не сходится."))
    return inn


def clean_ogrn(text: str) -> str:
    """The same for ОГРН."""
    ogrn = digits(text)
    if ogrn and not ogrn_is_right(ogrn):
        raise BadRow(_("Проверьте ОГРН: контрольная цифра не сходится."))
    return ogrn


def clean_oktmo(text: str) -> str:
    """8 or 11 digits or nothing."""
    oktmo = digits(text)
    if oktmo and not (oktmo.isdigit() and len(oktmo) in {8, 11}):
        raise BadRow(_("В коде ОКТМО 8 или 11 цифр."))
    return oktmo


def clean_site(text: str) -> str:
    """An address with http(s); without one it is added."""
    site = text.strip()
    return site if not site or site.startswith(("http://", "https://")) else f"https://{site}"


def _number(text: str) -> int | None:
    return int(digits(text)) if text.strip() else None


REGION = ImportColumn("region", [gettext_noop("Регион")], clean_region, required=True, example="Пермский край")
ORGANISATION_COLUMNS = [
    ImportColumn(
        "name", [gettext_noop("Название"), "Полное название"], required=True, example="Фонд местного сообщества «Живой берег»"
    ),
    ImportColumn("kind", [gettext_noop("Вид")], one_of(OrganisationKind), required=True, example="фонд местного сообщества"),
    REGION,
    ImportColumn("short_name", [gettext_noop("Коротко"), "Короткое название"], example="«Живой берег»"),
    ImportColumn("inn", [gettext_noop("ИНН")], clean_inn, example="5902219833"),
    ImportColumn("kpp", [gettext_noop("КПП")], digits, example="590201001"),
    ImportColumn("ogrn", [gettext_noop("ОГРН")], clean_ogrn, example="1105900001063"),
    ImportColumn("territory", [gettext_noop("Территория")], example="Верхние Ключи"),
    ImportColumn("address", [gettext_noop("Адрес")], example="Пермский край, с. Верхние Ключи, ул. Мира, д. 3"),
    ImportColumn("site", [gettext_noop("Сайт")], clean_site, example="https://example.org"),
    ImportColumn("about", [gettext_noop("О себе")], example="Собираем понемногу, решаем вместе, отчитываемся каждый месяц."),
]
TERRITORY_COLUMNS = [
    ImportColumn("name", [gettext_noop("Название")], required=True, example="Верхние Ключи"),
    ImportColumn("kind", [gettext_noop("Вид")], one_of(TerritoryKind), required=True, example="село"),
    REGION,
    ImportColumn("parent", [gettext_noop("Входит в")], example="Тальский муниципальный округ"),
    ImportColumn("oktmo", [gettext_noop("ОКТМО")], clean_oktmo, example="57701000"),
    ImportColumn("population", [gettext_noop("Жителей")], _number, example="812"),
]


def organisation_key(values: dict) -> str:
    """ИНН with КПП, else region and name."""
    return f"{values['inn']}/{values['kpp']}" if values["inn"] else f"{values['region'].pk}/{name_norm(values['name'])}"


def territory_key(values: dict) -> str:
    """ОКТМО, else region, parent, kind and name."""
    named = f"{values['region'].pk}/{name_norm(values['parent'])}/{values['kind']}/{name_norm(values['name'])}"
    return values["oktmo"] or named


def look_at_organisation(values: dict, by: models.Model) -> str:
    """NEW, CHANGED or SAME. Raises BadRow for another region and an unknown territory."""
    return _look(_organisation(values, by), _organisation_fields(values))


def save_organisation(values: dict, by: models.Model) -> None:
    """A new verified organisation, or the named fields of the known one, with a history row."""
    found, fields = _organisation(values, by), _organisation_fields(values)
    if found is None:
        fields |= {"slug": organisation_slug(values["name"]), "status": OrganisationStatus.VERIFIED}
    _save(found or Organisation(), fields, by)


def look_at_territory(values: dict, by: models.Model) -> str:
    """The same for a territory."""
    return _look(_territory(values, by), _territory_fields(values))


def save_territory(values: dict, by: models.Model) -> None:
    """The same for a territory."""
    found, fields = _territory(values, by), _territory_fields(values)
    if found is None:
        fields |= {"slug": organisation_slug(values["name"])}
    _save(found or Territory(), fields, by)


def _organisation(values: dict, by: models.Model) -> Organisation | None:
    _own(values["region"], by)
    rows = Organisation.objects.exclude(status__in=[OrganisationStatus.MERGED, OrganisationStatus.REJECTED])
    if values["inn"] and (found := rows.filter(inn=values["inn"], kpp=values["kpp"]).first()):
        if found.region_id != values["region"].pk:
            raise BadRow(_("Организация с этим ИНН записана в другом регионе."))
        return found
    return rows.filter(region=values["region"], name_norm=name_norm(values["name"])).order_by("pk").first()


def _organisation_fields(values: dict) -> dict:
    fields = {name: value for name, value in values.items() if value and name != "territory"}
    if values["territory"]:
        fields["territory"] = _named(values["territory"], values["region"])
    return fields


def _territory(values: dict, by: models.Model) -> Territory | None:
    _own(values["region"], by)
    if values["oktmo"] and (found := Territory.objects.filter(oktmo=values["oktmo"]).first()):
        if found.region_id != values["region"].pk:
            raise BadRow(_("Территория с этим кодом ОКТМО записана в другом регионе."))
        return found
    parent = _named(values["parent"], values["region"]) if values["parent"] else None
    same = Territory.objects.filter(region=values["region"], kind=values["kind"], name_norm=name_norm(values["name"]))
    return same.filter(parent=parent).first()


def _territory_fields(values: dict) -> dict:
    fields = {name: value for name, value in values.items() if value not in {"", None} and name != "parent"}
    if values["parent"]:
        fields["parent"] = _named(values["parent"], values["region"])
    return fields


def _named(name: str, region: Region) -> Territory:
    """The one active territory of this name in the region."""
    found = list(Territory.objects.public().filter(region=region, name_norm=name_norm(name))[:2])
    if len(found) != 1:
        said = _("Территорий «%s» в регионе несколько.") if found else _("Территории «%s» в регионе нет: загрузите её раньше.")
        raise BadRow(said % name)
    return found[0]


def _own(region: Region, by: models.Model) -> None:
    if not can_edit_region_records(by, region.pk):
        raise BadRow(_("Это другой регион: загрузить можно только в свой."))


def _look(found: models.Model | None, fields: dict) -> str:
    if found is None:
        return NEW
    return CHANGED if any(getattr(found, name) != value for name, value in fields.items()) else SAME


def _save(row: models.Model, fields: dict, by: models.Model) -> None:
    was = {name: str(getattr(row, name)) for name in fields} if row.pk else {}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    now = {name: str(value) for name, value in fields.items() if not was or was[name] != str(value)}
    history.record(row, "loaded", was={name: was[name] for name in now if was}, now=now, actor=by)


register(
    ImportKind(
        "organisations",
        gettext_lazy("Организации"),
        ORGANISATION_COLUMNS,
        organisation_key,
        look_at_organisation,
        save_organisation,
    )
)
register(
    ImportKind("territories", gettext_lazy("Территории"), TERRITORY_COLUMNS, territory_key, look_at_territory, save_territory)
)
