"""Rubrics: criteria with levels told in words; a version is frozen by its first review (spec: school §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rubric(models.Model):
    """A rubric by its name, shared by assignments."""

    title = models.CharField(_("название"), max_length=150, unique=True)
    note = models.TextField(_("для чего"), blank=True, max_length=1000)
    archived = models.BooleanField(_("в архиве"), default=False)

    class Meta:
        ordering = ["title"]
        verbose_name = _("критерии оценки")
        verbose_name_plural = _("критерии оценки")

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> "RubricVersion | None":
        """The newest version, by which the next work is reviewed."""
        return self.versions.order_by("-number").first()


class RubricVersion(models.Model):
    """A numbered set of criteria; immutable once used in a review that was sent."""

    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="versions", verbose_name=_("критерии"))
    number = models.PositiveIntegerField(_("версия"))
    frozen_at = models.DateTimeField(_("впервые применена"), null=True, blank=True)
    created_at = models.DateTimeField(_("создана"), auto_now_add=True)

    class Meta:
        ordering = ["rubric", "-number"]
        verbose_name = _("версия критериев")
        verbose_name_plural = _("версии критериев")
        constraints = [models.UniqueConstraint(fields=["rubric", "number"], name="rubric_version_once")]

    def __str__(self) -> str:
        return f"{self.rubric}, {self.number}"


class Criterion(models.Model):
    """One thing that is looked at, with its weight."""

    version = models.ForeignKey(RubricVersion, models.PROTECT, related_name="criteria", verbose_name=_("версия"))
    position = models.PositiveSmallIntegerField(_("место"))
    title = models.CharField(_("критерий"), max_length=200)
    hint = models.TextField(_("на что смотреть"), blank=True, max_length=1000)
    weight = models.DecimalField(_("вес"), max_digits=5, decimal_places=2, default=1)

    class Meta:
        ordering = ["position"]
        verbose_name = _("критерий")
        verbose_name_plural = _("критерии")
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="criterion_position_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="criterion_weight"),
        ]

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    """A level of a criterion in words and points."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="levels", verbose_name=_("критерий"))
    position = models.PositiveSmallIntegerField(_("место"))
    title = models.CharField(_("уровень"), max_length=150)
    description = models.TextField(_("как это выглядит"), blank=True, max_length=1000)
    points = models.DecimalField(_("баллов"), max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["position"]
        verbose_name = _("уровень")
        verbose_name_plural = _("уровни")
        constraints = [
            models.UniqueConstraint(fields=["criterion", "position"], name="level_position_once"),
            models.CheckConstraint(condition=models.Q(points__gte=0), name="level_points"),
        ]

    def __str__(self) -> str:
        return self.title
