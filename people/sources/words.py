"""History in words, as «Что вы обо мне знаете» tells it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Entry

MOSCOW = ZoneInfo("Europe/Moscow")
VERBS = {
    "welcomed": gettext_lazy("вы познакомились с сайтом"),
    "added": gettext_lazy("вас добавили в список людей"),
    "profile_changed": gettext_lazy("изменены данные о вас"),
    "email_changed": gettext_lazy("изменена почта для входа"),
    "password_set": gettext_lazy("задан пароль"),
    "password_removed": gettext_lazy("убран пароль"),
    "second_factor_set": gettext_lazy("включён второй шаг входа"),
    "second_factor_removed": gettext_lazy("выключен второй шаг входа"),
    "second_factor_reset": gettext_lazy("второй шаг входа сброшен"),
    "card_issued": gettext_lazy("выдана карточка с кодом"),
    "card_revoked": gettext_lazy("отозвана карточка с кодом"),
    "consent_given": gettext_lazy("дано согласие"),
    "consent_withdrawn": gettext_lazy("отозвано согласие"),
    "contacts_opened": gettext_lazy("открыты ваши контакты"),
    "exported": gettext_lazy("выгружена таблица, в которой были вы"),
    "invited": gettext_lazy("отправлено приглашение"),
    "role_granted": gettext_lazy("дана роль"),
    "role_ended": gettext_lazy("закончилась роль"),
    "suspended": gettext_lazy("закрыт вход"),
    "restored": gettext_lazy("открыт вход"),
    "moved_to_region": gettext_lazy("изменён регион"),
    "erasure_asked": gettext_lazy("попросили стереть данные"),
    "erasure_cancelled": gettext_lazy("передумали стирать данные"),
    "erased": gettext_lazy("данные стёрты по просьбе"),
    "withdrawal_task": gettext_lazy("отзыв согласия передан сотруднику"),
    "archive_made": gettext_lazy("собран архив ваших данных"),
    "imported": gettext_lazy("загружен список"),
    "agreement_stated": gettext_lazy("подтверждено, что люди из списка согласны"),
}
_BY_KIND: dict[str, Mapping[str, str | Promise]] = {}


def tell(kind: str, verbs: Mapping[str, str | Promise]) -> None:
    """Make the words of an app's own kind of row known («school.enrolment»); from AppConfig.ready."""
    _BY_KIND[kind] = verbs


def said(entry: Entry) -> str:
    """What happened, in words: those of the row's own kind first; what has none is told as a change."""
    own = _BY_KIND.get(entry.kind.lower(), {})
    return str(own.get(entry.verb) or VERBS.get(entry.verb) or _("изменение записи"))


def who(entry: Entry) -> str:
    """Who did it: «вы», a name with initials, or the site itself."""
    if entry.actor is None:
        return _("сайт")
    return _("вы") if entry.actor_id == entry.person_id else entry.actor.initials_name or str(entry.actor)


def moment(value: object) -> str:
    """A moment for a list of words, by Moscow."""
    return value.astimezone(MOSCOW).strftime("%d.%m.%Y %H:%M") if value else ""
