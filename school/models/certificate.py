"""Certificates of completed courses, the learner's word on the spelling of the name, requests to correct it (spec: school §2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from core.models.papers import AbstractEdition, AbstractPaper
from people.models import User
from people.roles import METHODOLOGISTS
from people.rules import has_any_role, is_administrator
from school.models.enrolment import Enrolment
from school.states import EnrolmentStatus


class Named(models.Model):
    """A name as it should stand on a paper: in the nominative, spelled by its owner."""

    surname = models.CharField(_("фамилия"), max_length=100)
    name = models.CharField(_("имя"), max_length=100)
    patronymic = models.CharField(_("отчество"), max_length=100, blank=True)

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)


class NameCheck(Named):
    """«Всё верно»: how the learner wants to be written on this course's papers."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="name_check", verbose_name=_("запись"))
    confirmed_at = models.DateTimeField(_("подтверждено"), auto_now=True)

    class Meta:
        verbose_name = _("проверка имени")
        verbose_name_plural = _("проверки имён")

    def __str__(self) -> str:
        return self.full_name


class CertificateQuerySet(models.QuerySet):
    def valid(self) -> "CertificateQuerySet":
        """Not revoked ones."""
        return self.filter(revoked_at__isnull=True)

    def for_desk(self) -> "CertificateQuerySet":
        """With all that the desk's list and table show, the newest first."""
        related = ("enrolment__user", "enrolment__run", "enrolment__region", "enrolment__course__page")
        return self.select_related(*related).prefetch_related("editions").order_by("-issued_at", "-pk")

    def visible_to(self, user: User) -> "CertificateQuerySet":
        """Own ones; all for methodologists and administrators (reliability §3)."""
        if not user.is_authenticated:
            return self.none()
        if is_administrator(user) or has_any_role(user, METHODOLOGISTS):
            return self
        return self.filter(enrolment__user=user)


class Certificate(AbstractPaper):
    """The certificate of one enrolment. Revoked, it stays; a new one gets a new number."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates", verbose_name=_("запись"))

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("сертификат")
        verbose_name_plural = _("сертификаты")
        constraints = [
            *AbstractPaper.Meta.constraints,
            models.UniqueConstraint(fields=["enrolment"], condition=Q(revoked_at__isnull=True), name="certificate_one_valid"),
        ]

    @property
    def newest(self) -> "CertificateEdition | None":
        """The edition that counts; no query where the editions were prefetched."""
        return max(self.editions.all(), key=lambda one: one.n, default=None)


class CertificateEdition(AbstractEdition):
    """What the certificate says: title, hours, signatories and name are frozen, the page as it was is held by its revision."""

    paper = models.ForeignKey(Certificate, models.PROTECT, related_name="editions", verbose_name=_("сертификат"))
    page_revision = models.ForeignKey(
        "wagtailcore.Revision", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("редакция страницы курса")
    )

    class Meta(AbstractEdition.Meta):
        verbose_name = _("редакция сертификата")
        verbose_name_plural = _("редакции сертификатов")


class NameRequest(Named):
    """«Попросить исправить»: how the name should be spelled, until the School has answered."""

    class State(models.TextChoices):
        OPEN = "open", _("ждёт ответа")
        DONE = "done", _("исправлено")
        DECLINED = "declined", _("оставлено как было")

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="requests", verbose_name=_("сертификат"))
    note = models.CharField(_("пояснение"), max_length=500, blank=True)
    state = models.CharField(_("состояние"), max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.CharField(_("ответ"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("когда попросили"), auto_now_add=True)
    closed_at = models.DateTimeField(_("когда ответили"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто ответил")
    )

    class Meta:
        verbose_name = _("просьба исправить имя")
        verbose_name_plural = _("просьбы исправить имя")
        constraints = [
            models.UniqueConstraint(fields=["certificate"], condition=Q(state="open"), name="name_request_one_open"),
        ]

    def __str__(self) -> str:
        return self.full_name


def waiting_for_certificate(enrolments: models.QuerySet) -> models.QuerySet:
    """Of these enrolments the completed ones without a valid certificate."""
    valid = Certificate.objects.valid().filter(enrolment=models.OuterRef("pk"))
    completed = enrolments.real().filter(status=EnrolmentStatus.COMPLETED, user__erased_at__isnull=True)
    return completed.filter(~models.Exists(valid))
