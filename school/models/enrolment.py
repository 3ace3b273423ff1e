from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from people.models import User
from regions.models import Organisation, Region
from regions.scope import ALL, scope_of
from school.models.anchors import Course
from school.models.run import CourseRun, Group, RunItem
from school.roles import manages_school
from school.states import READS, STUDIES, EnrolmentStatus


class EnrolmentQuerySet(models.QuerySet):
    def real(self) -> "EnrolmentQuerySet":
        """Without the methodologists' preview enrolments, which count nowhere."""
        return self.filter(is_preview=False)

    def of(self, user: User) -> "EnrolmentQuerySet":
        """The person's own enrolments."""
        return self.filter(user=user)

    def reading(self) -> "EnrolmentQuerySet":
        """Enrolments that open lessons."""
        return self.filter(status__in=READS)

    def visible_to(self, user: User) -> "EnrolmentQuerySet":
        """Own ones; a mentor's groups; a coordinator's region; all for methodologists and administrators."""
        if not user.is_authenticated:
            return self.none()
        if manages_school(user):
            return self
        seen = Q(user=user) | Q(group__mentors__user=user, group__mentors__until__isnull=True, is_preview=False)
        scope = scope_of(user)
        if scope == ALL:
            return self
        if scope:
            seen |= Q(region__in=scope, is_preview=False)
        return self.filter(seen).distinct()


class Enrolment(models.Model):
    """A person in a run. The same row through all its states; guard row of the person's progress."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("слушатель"))
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="enrolments", verbose_name=_("поток"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments", verbose_name=_("курс"))
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="enrolments", verbose_name=_("группа"))
    status = models.CharField(_("состояние"), max_length=12, choices=EnrolmentStatus.choices)
    source = models.CharField(_("как записан"), max_length=12, default="self")
    queue_at = models.DateTimeField(_("в очереди с"), null=True, blank=True)
    motivation = models.TextField(_("почему хочу учиться"), blank=True, max_length=2000)
    mentor_may_contact = models.BooleanField(_("наставник может позвонить или написать"), default=False)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("регион"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("организация")
    )
    organisation_name = models.CharField(_("организация, как названа"), max_length=250, blank=True)
    active_from = models.DateTimeField(_("учится с"), null=True, blank=True)
    completed_at = models.DateTimeField(_("пройден"), null=True, blank=True)
    completed_structure = models.PositiveIntegerField(_("версия программы при завершении"), null=True, blank=True)
    last_item = models.ForeignKey(
        RunItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("где остановился")
    )
    last_seen_on = models.DateField(_("был на сайте"), null=True, blank=True)
    is_preview = models.BooleanField(_("просмотр как слушатель"), default=False)
    created_at = models.DateTimeField(_("записался"), auto_now_add=True)
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("запись на курс")
        verbose_name_plural = _("записи на курсы")
        constraints = [
            models.UniqueConstraint(fields=["user", "run", "is_preview"], name="enrolment_once"),
            models.UniqueConstraint(
                fields=["user", "course"], condition=Q(status__in=STUDIES, is_preview=False), name="enrolment_one_active"
            ),
            models.CheckConstraint(
                condition=~Q(status=EnrolmentStatus.COMPLETED) | Q(completed_at__isnull=False), name="enrolment_completed_when"
            ),
        ]
        indexes = [models.Index(fields=["run", "status", "queue_at"], name="enrolment_queue")]

    def __str__(self) -> str:
        return f"{self.user}: {self.run}"
