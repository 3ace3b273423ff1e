"""States of events and registrations and the moves between them (spec: events §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Moves


class EventStatus(models.TextChoices):
    PLANNED = "planned", _("состоится")
    POSTPONED = "postponed", _("перенесено, новые даты ещё не названы")
    CANCELLED = "cancelled", _("отменено")
    ARCHIVED = "archived", _("в архиве")


EVENT_MOVES = Moves(
    {
        EventStatus.PLANNED: {EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.ARCHIVED},
        EventStatus.POSTPONED: {EventStatus.PLANNED, EventStatus.CANCELLED, EventStatus.ARCHIVED},
        EventStatus.CANCELLED: {EventStatus.ARCHIVED},
    }
)


class Status(models.TextChoices):
    """State of a registration. «Лист ожидания» is never said of PENDING."""

    CONFIRMED = "confirmed", _("запись подтверждена")
    PENDING = "pending", _("на рассмотрении")
    WAITING = "waiting", _("в листе ожидания")
    OFFERED = "offered", _("предложено место")
    HELD = "held", _("место держим до согласия")
    CANCELLED = "cancelled", _("отменена")
    REVOKED = "revoked", _("отозвана организатором")
    REJECTED = "rejected", _("отказано")
    LAPSED = "lapsed", _("срок прошёл")


# PENDING takes a place too where its option or a hold says so: RegistrationQuerySet.taking_place.
TAKES_PLACE = [Status.CONFIRMED, Status.OFFERED, Status.HELD]
ACTIVE = [*TAKES_PLACE, Status.PENDING, Status.WAITING]
MAY_CHANGE = [Status.CONFIRMED, Status.PENDING, Status.WAITING]

MOVES = Moves(
    {
        Status.PENDING: {Status.CONFIRMED, Status.WAITING, Status.REJECTED, Status.CANCELLED},
        Status.WAITING: {Status.OFFERED, Status.CANCELLED, Status.LAPSED},
        Status.OFFERED: {Status.CONFIRMED, Status.CANCELLED, Status.WAITING, Status.LAPSED},
        Status.HELD: {Status.CONFIRMED, Status.PENDING, Status.CANCELLED, Status.LAPSED},
        Status.CONFIRMED: {Status.CANCELLED, Status.REVOKED},
        Status.REJECTED: {Status.CONFIRMED, Status.WAITING},
        Status.REVOKED: {Status.CONFIRMED, Status.WAITING},
    }
)


class EventKind(models.TextChoices):
    FMS_LAB = "fms_lab", _("зональный модуль «ФМС-ЛАБ»")
    WORKSHOP = "workshop", _("семинар или мастерская")
    ONLINE = "online", _("вебинар")
    CONFERENCE = "conference", _("конференция")
    MEETING = "meeting", _("встреча")


class Format(models.TextChoices):
    ONSITE = "onsite", _("очно")
    ONLINE = "online", _("по интернету")
    HYBRID = "hybrid", _("очно и по интернету")


class Mode(models.TextChoices):
    ONSITE = "onsite", _("очно")
    ONLINE = "online", _("по интернету")


class Audience(models.TextChoices):
    ALL = "all", _("для всех регионов")
    LISTED = "listed", _("для принимающего региона и соседей")


class Outsiders(models.TextChoices):
    REFUSE = "refuse", _("не записываем")
    APPROVAL = "approval", _("записываем после рассмотрения")


class Silent(models.TextChoices):
    KEEP = "keep", _("оставлять место за человеком")
    RELEASE = "release", _("за сутки отдавать место следующему")


class QuotaKind(models.TextChoices):
    PLACES = "places", _("всего мест")
    RESERVE = "reserve", _("места, отложенные для региона")
    PER_REGION = "per_region", _("не больше от одного региона")
    PER_ORGANISATION = "per_organisation", _("не больше от одной организации")


class Source(models.TextChoices):
    SELF = "self", _("через сайт")
    PHONE = "phone", _("по телефону")
    GROUP = "group", _("от организации")
    STAFF = "staff", _("записал организатор")
    DOOR = "door", _("на входе")
    TRANSFER = "transfer", _("место передано")


class OfferAnswer(models.TextChoices):
    YES = "yes", _("место занято")
    NO = "no", _("не нужно")
    SILENT = "silent", _("срок прошёл без ответа")


class StaffRole(models.TextChoices):
    ORGANISER = "organiser", _("организатор")
    HELPER = "helper", _("помощник")


class Window(models.TextChoices):
    """The registration window: computed, one sentence each."""

    NOT_YET = "not_yet", _("Запись ещё не открыта")
    OPEN = "open", _("Запись открыта")
    WAITING_ONLY = "waiting_only", _("Мест нет, открыт лист ожидания")
    FULL = "full", _("Мест не осталось")
    CLOSED = "closed", _("Запись закрыта")
    STOPPED = "stopped", _("Запись остановлена организатором")
    POSTPONED = "postponed", _("Событие перенесено")
    CANCELLED = "cancelled", _("Событие отменено")
    PAST = "past", _("Событие прошло")
