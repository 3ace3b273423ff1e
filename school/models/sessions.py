"""Joint sessions: five people at one phone; the coordinator marks who was in the room (spec: school §2)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files import AbstractUpload
from core.links import new_id
from regions.models import Territory
from school.models.enrolment import Enrolment
from school.models.learning import LearningEvent
from school.models.run import CourseRun, RunItem


class JointSession(models.Model):
    """A session of one run on one day in one place, confirmed by who held it."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="sessions", verbose_name=_("поток"))
    held_on = models.DateField(_("день"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("территория")
    )
    place = models.CharField(_("место"), max_length=200)
    items = models.ManyToManyField(RunItem, related_name="sessions", verbose_name=_("уроки"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто провёл"))
    submit_key = models.UUIDField(_("номер отправки"), unique=True)
    created_at = models.DateTimeField(_("когда отмечено"), auto_now_add=True)
    undone_at = models.DateTimeField(_("отменено"), null=True, blank=True)

    class Meta:
        verbose_name = _("совместное занятие")
        verbose_name_plural = _("совместные занятия")

    def __str__(self) -> str:
        return f"{self.place}, {self.held_on:%d.%m.%Y}"


class JointMark(models.Model):
    """One lesson marked for one person on a session; `event` is empty when the lesson had been passed before."""

    session = models.ForeignKey(JointSession, models.PROTECT, related_name="marks", verbose_name=_("занятие"))
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="joint_marks", verbose_name=_("слушатель"))
    item = models.ForeignKey(RunItem, models.PROTECT, related_name="joint_marks", verbose_name=_("урок"))
    event = models.ForeignKey(
        LearningEvent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("учебное событие")
    )

    class Meta:
        verbose_name = _("отметка занятия")
        verbose_name_plural = _("отметки занятий")
        constraints = [models.UniqueConstraint(fields=["session", "enrolment", "item"], name="joint_mark_once")]

    def __str__(self) -> str:
        return f"{self.session}: {self.enrolment_id}"


class SessionSheet(AbstractUpload):
    """A photo or scan of the signed list."""

    folder = "sheets"
    session = models.ForeignKey(JointSession, models.PROTECT, related_name="sheets", verbose_name=_("занятие"))

    class Meta:
        verbose_name = _("лист подписей")
        verbose_name_plural = _("листы подписей")
