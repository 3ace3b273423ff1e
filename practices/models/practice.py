from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Practice(models.Model):
    """The anchor of a practice in all languages and revisions: its pk is the public number «практика № 117»."""

    key = models.UUIDField(_("ключ"), unique=True)
    page = models.OneToOneField("practices.PracticePage", models.PROTECT, related_name="anchor", verbose_name=_("страница"))
    archived_at = models.DateTimeField(_("снята с публикации"), null=True, blank=True)
    archive_note = models.CharField(_("почему снята"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("опубликована впервые"), auto_now_add=True)

    class Meta:
        verbose_name = _("практика")
        verbose_name_plural = _("практики")

    def __str__(self) -> str:
        return gettext("Практика № %s") % self.pk

    @property
    def number(self) -> int:
        """The public number."""
        return self.pk


class PracticeFigures(models.Model):
    """Numbers worked out from the blocks of one page at publication."""

    page = models.OneToOneField("practices.PracticePage", models.CASCADE, related_name="figures", verbose_name=_("страница"))
    money = models.PositiveBigIntegerField(_("деньгами, руб."), null=True, blank=True)
    budget = models.PositiveBigIntegerField(_("всего с вкладом, руб."), null=True, blank=True)
    hours = models.PositiveIntegerField(_("часов добровольцев"), default=0)
    completeness = models.PositiveSmallIntegerField(_("полнота, %"), default=0)

    class Meta:
        verbose_name = _("числа практики")
        verbose_name_plural = _("числа практик")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.completeness} %"


class PracticeVersion(models.Model):
    """A published version that is not minor: it can be read and cited."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="versions", verbose_name=_("практика"))
    locale = models.CharField(_("язык"), max_length=8, default="ru")
    number = models.PositiveIntegerField(_("номер редакции"))
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+", verbose_name=_("редакция страницы"))
    note = models.CharField(_("что изменилось"), max_length=250, blank=True)
    published_at = models.DateTimeField(_("опубликована"), auto_now_add=True)
    hidden_why = models.CharField(_("почему скрыта"), max_length=250, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("редакция практики")
        verbose_name_plural = _("редакции практик")
        constraints = [models.UniqueConstraint(fields=["practice", "locale", "number"], name="practice_version_once")]

    def __str__(self) -> str:
        return f"{self.practice}, редакция {self.number}"
