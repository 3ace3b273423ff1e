"""The list of people of an event as a table."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.exports import Column
from events.models import Registration


def people_columns() -> list[Column]:
    """Columns of the participants' list; phones and numbers as text."""
    return [
        Column(_("Номер билета"), "ticket_number", "number"),
        Column(_("Фамилия"), "surname"),
        Column(_("Имя"), "name"),
        Column(_("Отчество"), "patronymic"),
        Column(_("Почта"), "email"),
        Column(_("Телефон"), "phone"),
        Column(_("Регион"), lambda row: row.region.name if row.region else _("другой")),
        Column(_("Организация"), "organisation_title"),
        Column(_("Как участвует"), lambda row: row.option.name),
        Column(_("Состояние"), lambda row: str(row.get_status_display())),
        Column(_("Приедет"), lambda row: row.reconfirmed),
        Column(_("Как записан"), lambda row: str(row.get_source_display())),
        Column(_("Записан"), "created_at", "date"),
    ]


def full(rows: "QuerySet[Registration]") -> "QuerySet[Registration]":
    """The rows with all that the columns read: no query per row."""
    return rows.select_related("region", "organisation", "option")
