"""Closed words of a practice (spec: practices §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    PILOT = "pilot", _("первая проба")
    RUNNING = "running", _("работает")
    FINISHED = "finished", _("завершена")
    STOPPED = "stopped", _("прекращена")


class DurationUnit(models.TextChoices):
    DAYS = "days", _("дней")
    WEEKS = "weeks", _("недель")
    MONTHS = "months", _("месяцев")


class Licence(models.TextChoices):
    BY = "cc-by", _("можно брать и менять, указав источник (CC BY 4.0)")
    BY_SA = "cc-by-sa", _("можно брать и менять на тех же условиях (CC BY-SA 4.0)")
    ASK = "ask", _("с разрешения автора")


class ResourceKind(models.TextChoices):
    MONEY = "money", _("деньги")
    MATERIALS = "materials", _("материалы")
    PREMISES = "premises", _("помещение")
    EQUIPMENT = "equipment", _("техника и оборудование")
    SPECIALIST = "specialist", _("специалист")
    VOLUNTEER_HOURS = "volunteer_hours", _("труд добровольцев")


class ResourceSource(models.TextChoices):
    OWN = "own", _("своё")
    GRANT = "grant", _("грант")
    BUDGET = "budget", _("бюджет муниципалитета")
    BUSINESS = "business", _("бизнес")
    RESIDENTS = "residents", _("жители")
    FOUNDATION = "foundation", _("фонд")
    OTHER = "other", _("другое")


# A need that is no kind of resource: none of the resources is money.
NO_MONEY = "no_money"
