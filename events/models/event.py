"""The event record: the facts people rely on and the guard row of its places (spec: events §2)."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.search.words import fold
from events.models.place import Place, Speaker
from events.states import Audience, EventKind, EventStatus, Format, Outsiders, Silent, StaffRole
from people import roles
from people.rules import has_any_role
from regions.scope import ALL, scope_of

ZONES = [
    ("Europe/Moscow", _("по Москве (МСК)")),
    ("Europe/Kirov", _("по Кирову (МСК)")),
    ("Europe/Ulyanovsk", _("по Ульяновску (МСК+1)")),
    ("Europe/Samara", _("по Самаре и Ижевску (МСК+1)")),
    ("Asia/Yekaterinburg", _("по Перми, Уфе и Оренбургу (МСК+2)")),
    ("Asia/Krasnoyarsk", _("по Красноярску (МСК+4)")),
    ("Asia/Irkutsk", _("по Иркутску (МСК+5)")),
]


class EventQuerySet(models.QuerySet):
    def upcoming(self, now: datetime | None = None) -> Self:
        """What is coming or goes on, soonest first; postponed ones without dates come last."""
        now = now or timezone.now()
        coming = Q(ends_at__gte=now) | Q(ends_at__isnull=True)
        rows = self.filter(coming, status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
        return rows.order_by(models.F("starts_at").asc(nulls_last=True), "pk")

    def past(self, now: datetime | None = None) -> Self:
        """What is over, newest first."""
        return self.filter(ends_at__lt=now or timezone.now()).exclude(status=EventStatus.CANCELLED).order_by("-starts_at", "pk")

    def run_by(self, user: models.Model) -> Self:
        """Events whose people the user works with at the desk: staffed ones; for a coordinator and an administrator all."""
        return self if scope_of(user) else self.filter(pk__in=staffed_by(user))

    def editable_by(self, user: models.Model) -> Self:
        """Events whose facts the user may change: staffed, hosted by an own region, all for an administrator."""
        scope = scope_of(user)
        return self if scope == ALL else self.filter(Q(pk__in=staffed_by(user)) | Q(host_region__in=scope))


class Event(models.Model):
    """What people rely on: time, place, rules. Found by its pages through `translation_key`; never part of a revision."""

    key = models.UUIDField(_("ключ"), unique=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("название"), max_length=200, help_text=_("Для писем и бумаг: без кавычек вокруг и точки в конце."))
    kind = models.CharField(_("вид"), max_length=12, choices=EventKind.choices, default=EventKind.WORKSHOP)
    starts_at = models.DateTimeField(_("начало"), null=True, blank=True)
    ends_at = models.DateTimeField(_("конец"), null=True, blank=True)
    date_note = models.CharField(
        _("когда, если дат ещё нет"), max_length=120, blank=True, help_text=_("Например: вторая половина апреля.")
    )
    zone = models.CharField(_("часы"), max_length=40, choices=ZONES, default="Asia/Yekaterinburg")
    format = models.CharField(_("формат"), max_length=8, choices=Format.choices, default=Format.ONSITE)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("площадка"))
    join_url = models.URLField(
        _("ссылка для подключения"),
        blank=True,
        help_text=_("Видна только на билете подтверждённого участника, за сутки до начала."),
    )
    host_region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_events",
        verbose_name=_("принимающий регион"),
    )
    neighbour_regions = models.ManyToManyField(
        "regions.Region", blank=True, related_name="neighbour_events", verbose_name=_("соседние регионы")
    )
    audience = models.CharField(_("для кого"), max_length=8, choices=Audience.choices, default=Audience.ALL)
    outsiders = models.CharField(
        _("люди из других регионов"), max_length=8, choices=Outsiders.choices, default=Outsiders.APPROVAL
    )
    speakers = models.ManyToManyField(Speaker, blank=True, related_name="events", verbose_name=_("ведущие"))
    status = models.CharField(_("состояние"), max_length=10, choices=EventStatus.choices, default=EventStatus.PLANNED)
    status_note = models.CharField(_("почему перенесено или отменено"), max_length=300, blank=True)
    opens_at = models.DateTimeField(_("запись открывается"), null=True, blank=True)
    closes_at = models.DateTimeField(_("запись закрывается"), null=True, blank=True, help_text=_("Пусто: с началом события."))
    change_until = models.DateTimeField(_("менять и отменять до"), null=True, blank=True, help_text=_("Пусто: до начала."))
    stopped_at = models.DateTimeField(_("запись остановлена"), null=True, blank=True)
    waiting_list = models.BooleanField(_("вести лист ожидания"), default=True)
    offer_hours = models.PositiveSmallIntegerField(_("часов на ответ о свободном месте"), default=48)
    hold_days = models.PositiveSmallIntegerField(_("дней держать места за организацией"), default=5)
    reconfirm_days = models.PositiveSmallIntegerField(_("за сколько дней спросить, приедет ли"), default=3)
    silent = models.CharField(_("кто не ответил, приедет ли"), max_length=8, choices=Silent.choices, default=Silent.KEEP)
    regional_approval = models.BooleanField(_("координатор утверждает людей своего региона"), default=False)
    contact_name = models.CharField(_("кому звонить"), max_length=150, blank=True)
    contact_phone = models.CharField(_("телефон для вопросов"), max_length=20, blank=True)
    contact_email = models.EmailField(_("почта для вопросов"), blank=True)
    letter_extra = models.TextField(_("добавить в письмо участнику"), blank=True, help_text=_("Что взять с собой, где ночлег."))
    sequence = models.PositiveIntegerField(_("номер изменения"), default=0, editable=False)
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)
    search_line = models.TextField(_("строка для поиска"), blank=True, editable=False)
    created_at = models.DateTimeField(_("создано"), auto_now_add=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("событие")
        verbose_name_plural = _("события")
        indexes = [models.Index(fields=["status", "starts_at"], name="event_coming")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="event_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="event_closes_after_opens",
            ),
            models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="event_status_known"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_line = fold(f"{self.title} {self.get_kind_display()} {self.date_note} {self.contact_name}")
        super().save(*args, **kwargs)

    def is_past(self, now: datetime) -> bool:
        """Whether it is over; without dates it never is."""
        return self.ends_at is not None and self.ends_at < now

    @property
    def scope(self) -> tuple[str, ...]:
        """Words by which desks find its letters."""
        return (f"event:{self.key}",)


def staffed_by(user: models.Model) -> models.QuerySet:
    """Events the user is an organiser of, as a subquery; a seat without the role any more opens nothing."""
    rows = EventStaff.objects.filter(role=StaffRole.ORGANISER)
    works = has_any_role(user, roles.ORGANISERS, roles.COORDINATORS, roles.ADMINISTRATORS)
    return rows.filter(user=user).values("event") if works else rows.none().values("event")


class EventStaff(models.Model):
    """Who runs which event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="staff", verbose_name=_("событие"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="event_seats", verbose_name=_("человек"))
    role = models.CharField(_("роль"), max_length=10, choices=StaffRole.choices, default=StaffRole.ORGANISER)

    class Meta:
        verbose_name = _("организатор события")
        verbose_name_plural = _("организаторы событий")
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="event_staff_once")]

    def __str__(self) -> str:
        return f"{self.event}: {self.user}"
