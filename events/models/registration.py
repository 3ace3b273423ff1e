"""A person's entry for an event and what is found among entries (spec: events §2, living-people §9)."""

import secrets
from datetime import datetime
from typing import Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.contacts import masked
from core.links import SecretLinked
from core.search.words import fold
from events.models.event import Event, staffed_by
from events.models.option import RegistrationOption
from events.room import Seat
from events.states import ACTIVE, TAKES_PLACE, OfferAnswer, Source, Status
from regions.naming import name_norm
from regions.scope import ALL, scope_of


def new_ticket_code() -> str:
    """80 random bits for the QR code: 16 signs that a printed square carries well."""
    return secrets.token_hex(10)


def new_submit_key() -> str:
    """The key of one filled form; the same key twice is the same registration."""
    return secrets.token_urlsafe(16)


PENDING_TAKES = Q(status=Status.PENDING) & (Q(option__pending_holds_place=True) | Q(keeps_place=True))
TAKING = Q(status__in=TAKES_PLACE) | PENDING_TAKES


class RegistrationQuerySet(models.QuerySet):
    def active(self) -> Self:
        """Entries that stand: they take a place, wait or are looked at."""
        return self.filter(status__in=ACTIVE)

    def taking_place(self) -> Self:
        """Entries that occupy a place now."""
        return self.filter(TAKING)

    def visible_to(self, user: models.Model) -> Self:
        """Own, of events one runs, of own regions, all for an administrator: list, page, export, search use nothing else."""
        scope = scope_of(user)
        if scope == ALL:
            return self
        own = self.model.objects.of_person(user).values("pk")
        return self.filter(Q(pk__in=own) | Q(event__in=staffed_by(user)) | Q(region__in=scope))

    def worked_by(self, user: models.Model) -> Self:
        """What the desk shows the user: `visible_to` without the own entries of a person who runs nothing."""
        scope = scope_of(user)
        return self if scope == ALL else self.filter(Q(event__in=staffed_by(user)) | Q(region__in=scope))

    def of_person(self, user: models.Model) -> Self:
        """Own entries and guest entries by an address proven by a code; shared mailboxes prove nobody."""
        if not user.is_authenticated:
            return self.none()
        proven = EmailAddress.objects.filter(user=user, verified=True).values("email")
        return self.filter(Q(person=user) | Q(person__isnull=True, email__in=proven, shared_mailbox=False) & ~Q(email=""))


class Registration(SecretLinked):
    """One person's entry for one event; the ticket is its page by secret link."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", verbose_name=_("событие"))
    option = models.ForeignKey(
        RegistrationOption, models.PROTECT, related_name="registrations", verbose_name=_("вариант участия")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name=_("человек")
    )
    surname = models.CharField(_("фамилия"), max_length=100)
    name = models.CharField(_("имя"), max_length=100)
    patronymic = models.CharField(_("отчество"), max_length=100, blank=True)
    sort_name = models.CharField(_("имя для поиска"), max_length=310, editable=False)
    email = models.CharField(_("почта"), max_length=254, blank=True)
    shared_mailbox = models.BooleanField(_("общий почтовый ящик"), default=False)
    phone = models.CharField(_("телефон"), max_length=16, blank=True)
    shared_phone = models.BooleanField(_("общий телефон"), default=False)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("регион")
    )
    organisation = models.ForeignKey(
        "regions.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("организация")
    )
    organisation_name = models.CharField(_("организация, как назвал человек"), max_length=250, blank=True)
    organisation_key = models.CharField(_("ключ организации"), max_length=250, blank=True, editable=False)
    status = models.CharField(_("состояние"), max_length=10, choices=Status.choices)
    keeps_place = models.BooleanField(_("место держим до решения"), default=False)
    source = models.CharField(_("как записан"), max_length=8, choices=Source.choices, default=Source.SELF)
    queue_key = models.DateTimeField(_("в очереди с"), null=True, blank=True)
    ticket_number = models.PositiveIntegerField(_("номер билета"), null=True, blank=True)
    ticket_code = models.CharField(_("код билета"), max_length=20, unique=True, default=new_ticket_code, editable=False)
    submit_key = models.CharField(_("ключ отправки"), max_length=64, default=new_submit_key, editable=False)
    reconfirmed = models.BooleanField(_("приедет"), null=True, blank=True)
    reconfirmed_at = models.DateTimeField(_("когда ответил, приедет ли"), null=True, blank=True)
    joined_at = models.DateTimeField(_("подключился"), null=True, blank=True)
    created_at = models.DateTimeField(_("записан"), auto_now_add=True)
    changed_at = models.DateTimeField(_("изменено"), auto_now=True)
    erased_at = models.DateTimeField(_("данные стёрты"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = _("запись на событие")
        verbose_name_plural = _("записи на события")
        indexes = [
            models.Index(fields=["event", "status", "queue_key"], name="registration_line"),
            models.Index(fields=["event", "sort_name"], name="registration_names"),
            models.Index(fields=["email"], name="registration_email"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=Q(status__in=ACTIVE, shared_mailbox=False) & ~Q(email=""),
                name="registration_email_once",
            ),
            models.UniqueConstraint(
                fields=["event", "phone"],
                condition=Q(status__in=ACTIVE, shared_phone=False) & ~Q(phone=""),
                name="registration_phone_once",
            ),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(status__in=ACTIVE, person__isnull=False),
                name="registration_person_once",
            ),
            models.UniqueConstraint(fields=["event", "submit_key"], name="registration_sent_once"),
            models.UniqueConstraint(fields=["event", "ticket_number"], name="registration_number_once"),
            models.CheckConstraint(
                condition=Q(status=Status.WAITING, queue_key__isnull=False)
                | (~Q(status=Status.WAITING) & Q(queue_key__isnull=True)),
                name="registration_queue_key",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="registration_status_known"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_name = fold(self.full_name)
        named = self.organisation.name_norm if self.organisation else name_norm(self.organisation_name)
        self.organisation_key = named[:250]
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        """«Рябинина Ольга Львовна», as lists and tickets write it."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    @property
    def call_name(self) -> str:
        """«Ольга Львовна», as letters address a person."""
        return " ".join(part for part in (self.name, self.patronymic) if part)

    @property
    def organisation_title(self) -> str:
        """The organisation's name, a record's or as typed."""
        return str(self.organisation) if self.organisation else self.organisation_name

    @property
    def contact(self) -> str:
        """The address, or the phone where there is none."""
        return self.email or self.phone

    @property
    def masked_contact(self) -> str:
        """The contact as lists show it."""
        return masked(self.contact)

    @property
    def seat(self) -> Seat:
        """What the counting of places needs to know of this person."""
        return Seat(self.option_id, self.region_id, self.organisation_key)

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    def may_change(self, now: datetime) -> bool:
        """Whether the person may still change or cancel by the link."""
        until = self.event.change_until or self.event.starts_at
        return self.is_active and (until is None or now < until)


class Offer(models.Model):
    """A place offered to somebody in line, with a deadline and the reason in words the person can read."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="offers", verbose_name=_("запись"))
    expires_at = models.DateTimeField(_("ответить до"))
    answer = models.CharField(_("ответ"), max_length=8, choices=OfferAnswer.choices, blank=True)
    answered_at = models.DateTimeField(_("когда ответили"), null=True, blank=True)
    reason = models.CharField(_("почему предложено"), max_length=300)
    created_at = models.DateTimeField(_("предложено"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("предложение места")
        verbose_name_plural = _("предложения мест")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="offer_expires_later"),
            models.UniqueConstraint(fields=["registration"], condition=Q(answered_at__isnull=True), name="offer_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.expires_at:%d.%m.%Y %H:%M}"
