"""States of calls and the rule by which experts are chosen (spec: applications §3, §4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Moves


class CallStatus(models.TextChoices):
    """Open, closed and in selection are computed from the dates of a published call."""

    DRAFT = "draft", _("готовится")
    PUBLISHED = "published", _("объявлен")
    RELEASED = "released", _("решение объявлено")
    ARCHIVED = "archived", _("в архиве")


CALL_MOVES = Moves(
    {
        CallStatus.DRAFT: {CallStatus.PUBLISHED},
        CallStatus.PUBLISHED: {CallStatus.RELEASED},
        CallStatus.RELEASED: {CallStatus.ARCHIVED},
    }
)


class CallPhase(models.TextChoices):
    """Where a call stands for whoever reads its page."""

    DRAFT = "draft", _("Приём заявок ещё не объявлен")
    NOT_YET = "not_yet", _("Приём заявок ещё не начался")
    OPEN = "open", _("Приём заявок открыт")
    SELECTION = "selection", _("Приём закончен, идёт отбор")
    RELEASED = "released", _("Решение объявлено")
    ARCHIVED = "archived", _("Отбор завершён")


class RegionRule(models.TextChoices):
    ANY = "any", _("эксперты из любого региона")
    NOT_OWN = "not_own", _("эксперты не из региона заявителя")
    ONE_OWN = "one_own", _("один эксперт из региона заявителя, остальные нет")
