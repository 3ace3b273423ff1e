import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.links import new_id


class Purpose(models.TextChoices):
    """Each consent is a document of its own (152-ФЗ ст. 9; spec: platform §6)."""

    ACCOUNT = "account", _("учётная запись на сайте")
    EVENT = "event_registration", _("запись на событие")
    SCHOOL = "school", _("учёба в Школе")
    APPLICATION = "application_processing", _("рассмотрение заявки")
    PRACTICE_AUTHOR = "practice_author", _("публикация практики")
    PRACTICE_CONTACT = "practice_contact", _("контакт автора практики для всех")
    PRACTICE_QUESTION = "practice_question", _("вопрос автору практики")
    PHOTO = "photo", _("съёмка и публикация снимков")
    PUBLICATION = "publication", _("имя в открытых списках")
    TRANSFER = "transfer_to_host", _("передача данных принимающей организации")
    MAILING = "mailing", _("рассылка новостей")
    ANALYTICS = "analytics", _("подсчёт посещений")


class ConsentDocumentQuerySet(models.QuerySet):
    def current(self, purpose: str, locale: str = "ru") -> "ConsentDocument | None":
        """The newest published text for a purpose, in Russian where the language has none."""
        rows = self.filter(purpose=purpose, published_at__isnull=False, locale__in=[locale, "ru"])
        found = sorted(rows, key=lambda row: (row.version, row.locale == locale))
        return found[-1] if found else None

    def current_by_purpose(self, locale: str = "ru") -> "dict[str, ConsentDocument]":
        """The texts in force of all purposes, by one query."""
        rows = self.filter(published_at__isnull=False, locale__in=[locale, "ru"])
        return {row.purpose: row for row in sorted(rows, key=lambda row: (row.version, row.locale == locale))}


FROZEN = ("purpose", "locale", "version", "title", "short", "text", "published_at")


class FrozenDocument(Exception):
    """A published text of consent is never changed; the database refuses it too (trigger of the migrations)."""


class ConsentDocument(models.Model):
    """One version of one consent's text; published, it is frozen."""

    purpose = models.CharField(
        _("цель"), max_length=24, choices=Purpose.choices, help_text=_("Одна цель — один документ и одна галочка.")
    )
    locale = models.CharField(
        _("язык"), max_length=8, default="ru", choices=settings.LANGUAGES, help_text=_("Нет на этом языке — покажем русский.")
    )
    version = models.PositiveSmallIntegerField(
        _("редакция"), default=1, help_text=_("Новая редакция — новый документ со следующим номером: согласие спросят снова.")
    )
    title = models.CharField(_("название"), max_length=200, help_text=_("Как документ называется: «Согласие на…»."))
    short = models.CharField(_("подпись у галочки"), max_length=300, help_text=_("Одно предложение: на что человек соглашается."))
    text = models.TextField(_("текст"), help_text=_("Кому, какие данные, для чего, на какой срок, как отозвать."))
    published_at = models.DateTimeField(
        _("действует с"), null=True, blank=True, help_text=_("Поставьте время, когда текст готов: после этого он не меняется.")
    )
    sha256 = models.CharField(
        _("отпечаток текста"), max_length=64, editable=False, blank=True, help_text=_("Доказывает, какой текст видел человек.")
    )

    objects = ConsentDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "locale", "-version"]
        verbose_name = _("текст согласия")
        verbose_name_plural = _("тексты согласий")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "locale", "version"], name="consent_document_once"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_purpose_known"),
            models.CheckConstraint(condition=Q(published_at__isnull=True) | ~Q(sha256=""), name="consent_published_hashed"),
        ]

    def __str__(self) -> str:
        return gettext("%(title)s, редакция %(version)s") % {"title": self.title, "version": self.version}

    @property
    def url(self) -> str:
        """The public page of this purpose's text."""
        return f"/soglasiya/{self.purpose}/"

    def frozen_changes(self) -> list[str]:
        """Names of what somebody tries to change in a published text."""
        was = type(self)._base_manager.filter(pk=self.pk, published_at__isnull=False).first() if self.pk else None
        return [name for name in FROZEN if was and getattr(was, name) != getattr(self, name)]

    def clean(self) -> None:
        if self.frozen_changes():
            raise ValidationError(_("Опубликованный текст не меняется. Заведите новую редакцию со следующим номером."))

    def save(self, *args: object, **kwargs: object) -> None:
        if changed := self.frozen_changes():
            raise FrozenDocument(", ".join(changed))
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)


class ConsentSource(models.TextChoices):
    WEB = "web", _("на сайте")
    PAPER = "paper", _("на бумаге")
    CARD = "card", _("по карточке с кодом")


class Consent(models.Model):
    """A given consent: append-only proof of who agreed to which text, when and how."""

    key = models.CharField(
        _("ключ"), max_length=22, unique=True, default=new_id, editable=False, help_text=_("По нему на согласие ссылаются.")
    )
    document = models.ForeignKey(
        ConsentDocument,
        models.PROTECT,
        related_name="consents",
        verbose_name=_("текст"),
        help_text=_("Какую редакцию видел человек."),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("человек"),
        help_text=_("Пусто, если согласие дал гость."),
    )
    address = models.CharField(_("почта или телефон"), max_length=254, blank=True, help_text=_("Гостя без учётной записи."))
    about_kind = models.CharField(_("о чём"), max_length=64, blank=True, help_text=_("Вид записи, ради которой дано."))
    about_key = models.CharField(_("ключ записи"), max_length=64, blank=True, help_text=_("Какая именно запись."))
    source = models.CharField(
        _("как дано"),
        max_length=8,
        choices=ConsentSource.choices,
        default=ConsentSource.WEB,
        help_text=_("Сайт, бумага, карточка."),
    )
    proof = models.CharField(_("чем подтверждено"), max_length=200, blank=True, help_text=_("Номер бумажного согласия."))
    ip = models.GenericIPAddressField(_("откуда"), null=True, blank=True, help_text=_("Стирается через 90 дней."))
    given_at = models.DateTimeField(_("когда"), auto_now_add=True, help_text=_("Время согласия."))

    class Meta:
        verbose_name = _("согласие")
        verbose_name_plural = _("согласия")
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(address=""), name="consent_of_somebody"),
        ]
        indexes = [models.Index(fields=["about_kind", "about_key"], name="consent_about")]

    def __str__(self) -> str:
        return f"{self.document}"


class ConsentWithdrawal(models.Model):
    """A withdrawn consent: append-only too."""

    consent = models.OneToOneField(
        Consent, models.PROTECT, related_name="withdrawal", verbose_name=_("согласие"), help_text=_("Что отозвано.")
    )
    at = models.DateTimeField(_("когда"), auto_now_add=True, help_text=_("С этого часа согласия нет."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто отозвал"),
        help_text=_("Сам человек или сотрудник по его просьбе."),
    )

    class Meta:
        verbose_name = _("отзыв согласия")
        verbose_name_plural = _("отзывы согласий")

    def __str__(self) -> str:
        return str(self.consent)
