"""Tables of the School's desk as XLSX and CSV: columns only, the rows are cut by the screens (spec: school §7)."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from core.contacts import masked
from core.exports import Column
from school.models import RunItem
from school.services.reports import PersonRow
from school.states import ProgressState


def people_columns() -> list[Column]:
    """People of a run: no contacts but masked ones, those are opened one by one."""
    return [
        Column(_("ФИО"), lambda row: row.user.get_full_name()),
        Column(_("Связь"), lambda row: masked(row.user.phone or row.user.email or "")),
        Column(_("Регион"), lambda row: row.region.name if row.region else _("другой")),
        Column(_("Организация"), lambda row: str(row.organisation or row.organisation_name)),
        Column(_("Группа"), lambda row: row.group.title if row.group else ""),
        Column(_("Состояние"), lambda row: row.get_status_display()),
        Column(_("Записан"), "created_at", "date"),
        Column(_("Учится с"), "active_from", "date"),
        Column(_("Был на курсе"), "last_seen_on", "date"),
        Column(_("Прошёл курс"), "completed_at", "date"),
    ]


def progress_columns(items: Sequence[RunItem]) -> list[Column]:
    """People × items: the state of each in a word."""
    return [*_who(), Column(_("Пройдено"), "done", "number"), *_of_items(items, _state)]


def grade_columns(items: Sequence[RunItem]) -> list[Column]:
    """People × items: per cent of points, and the total."""
    return [*_who(), Column(_("Общий балл, %"), lambda row: row.total.percent, "number"), *_of_items(items, _percent, "number")]


def totals_columns(by: str) -> list[Column]:
    """People by region or organisation."""
    first = _("Организация") if by == "organisation" else _("Регион")
    return [
        Column(first, lambda row: row.title or _("не указано")),
        Column(_("Всего записей"), "all", "number"),
        Column(_("Учатся"), "studying", "number"),
        Column(_("Прошли курс"), "completed", "number"),
        Column(_("Ждут"), "waiting", "number"),
        Column(_("Выбыли"), "left", "number"),
    ]


def question_columns() -> list[Column]:
    """Questions with their mean."""
    return [
        Column(_("Вопрос"), "text"),
        Column(_("Тест"), "quiz"),
        Column(_("Ответов"), "answers", "number"),
        Column(_("Средний балл, %"), "percent", "number"),
    ]


def mentor_columns() -> list[Column]:
    """Mentors with their median wait."""
    return [
        Column(_("Наставник"), lambda row: row.user.get_full_name()),
        Column(_("Ждут проверки"), "waiting", "number"),
        Column(_("Дольше срока"), "overdue", "number"),
        Column(_("Самая старая"), "oldest", "date"),
        Column(_("Проверено за полгода"), "reviewed", "number"),
        Column(_("Обычно ждут, дней"), "median_days", "number"),
    ]


def _who() -> list[Column]:
    return [
        Column(_("ФИО"), lambda row: row.enrolment.user.get_full_name()),
        Column(_("Регион"), lambda row: row.enrolment.region.name if row.enrolment.region else _("другой")),
        Column(_("Группа"), lambda row: row.enrolment.group.title if row.enrolment.group else ""),
    ]


def _of_items(items: Sequence[RunItem], value: object, kind: str = "text") -> list[Column]:
    return [Column(f"{place}. {item.title}", partial(value, place - 1), kind) for place, item in enumerate(items, 1)]


def _state(place: int, row: PersonRow) -> str:
    state = row.states[place]
    return str(ProgressState(state).label) if state else ""


def _percent(place: int, row: PersonRow) -> int | None:
    return row.percents[place]
