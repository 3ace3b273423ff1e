"""Anchors: rows of learning hang on a page's translation key, never on its pk (spec: school §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Course(models.Model):
    """A course under learners: made when its page first enters a run; then the page cannot be deleted."""

    key = models.UUIDField(_("ключ"), primary_key=True)
    page = models.OneToOneField("school.CoursePage", models.PROTECT, related_name="anchor", verbose_name=_("страница курса"))

    class Meta:
        verbose_name = _("курс под записью")
        verbose_name_plural = _("курсы под записью")

    def __str__(self) -> str:
        return self.page.title


class Activity(models.Model):
    """A lesson, quiz or assignment under learners."""

    key = models.UUIDField(_("ключ"), primary_key=True)
    course = models.ForeignKey(Course, models.PROTECT, related_name="activities", verbose_name=_("курс"))
    page = models.OneToOneField("wagtailcore.Page", models.PROTECT, related_name="+", verbose_name=_("страница"))
    kind = models.CharField(_("вид"), max_length=16)

    class Meta:
        verbose_name = _("занятие под записью")
        verbose_name_plural = _("занятия под записью")

    def __str__(self) -> str:
        return self.page.title
