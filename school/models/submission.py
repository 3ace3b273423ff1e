"""Works: one per learner and assignment, with its sent versions and at most one draft (spec: school §2, §3)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.files import AbstractUpload
from core.links import new_id
from school.models.anchors import Activity
from school.models.enrolment import Enrolment
from school.models.run import MentorAssignment
from school.states import SubmissionState


class SubmissionQuerySet(models.QuerySet):
    def handed_over(self) -> "SubmissionQuerySet":
        """Works given to a mentor who still leads a group of their run; when that ends they are their own group's again."""
        leads = MentorAssignment.objects.filter(
            user=OuterRef("assigned_to"), group__run=OuterRef("enrolment__run"), until__isnull=True
        )
        return self.filter(Exists(leads), enrolment__is_preview=False).exclude(enrolment__user=models.F("assigned_to"))

    def handed_to(self, user: models.Model) -> "SubmissionQuerySet":
        """Works given to this mentor, of whichever group."""
        return self.handed_over().filter(assigned_to=user)


class Submission(models.Model):
    """A learner's work; the guard row is the enrolment. `assigned_to`: to whom it was handed over, whoever has it in hands."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="submissions", verbose_name=_("запись"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="submissions", verbose_name=_("задание"))
    state = models.CharField(_("состояние"), max_length=12, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("проверяет")
    )
    claimed_at = models.DateTimeField(_("взята на проверку"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("передана наставнику")
    )
    waits_since = models.DateTimeField(_("ждёт проверки с"), null=True, blank=True)
    created_at = models.DateTimeField(_("начата"), auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("работа")
        verbose_name_plural = _("работы")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "activity"], name="submission_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW]) | Q(waits_since__isnull=False),
                name="submission_waits_since",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.IN_REVIEW) | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="submission_claimed",
            ),
        ]
        indexes = [models.Index(fields=["state", "waits_since"], name="submission_queue")]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.state}"


class SubmissionVersion(models.Model):
    """What was written: a draft while `sent_at` is empty, then immutable. `revision` grows with each save of the draft."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="versions", verbose_name=_("работа"))
    number = models.PositiveSmallIntegerField(_("версия"))
    text = models.TextField(_("текст"), blank=True, max_length=50000)
    link = models.URLField(_("ссылка"), blank=True, max_length=500)
    checklist = models.JSONField(_("отмечено перед отправкой"), default=list, blank=True)
    revision = models.PositiveIntegerField(_("номер сохранения"), default=0)
    saved_at = models.DateTimeField(_("сохранён"), auto_now=True)
    sent_at = models.DateTimeField(_("отправлена"), null=True, blank=True)
    send_key = models.UUIDField(_("номер отправки"), null=True, blank=True)
    late = models.BooleanField(_("после срока"), default=False)

    class Meta:
        ordering = ["number"]
        verbose_name = _("версия работы")
        verbose_name_plural = _("версии работ")
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="submission_version_once"),
            models.UniqueConstraint(fields=["submission"], condition=Q(sent_at__isnull=True), name="submission_one_draft"),
            models.UniqueConstraint(fields=["submission", "send_key"], name="submission_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}, {self.number}"


class SubmissionFile(AbstractUpload):
    """A file of a version, in the order the learner gave."""

    folder = "works"
    version = models.ForeignKey(SubmissionVersion, models.PROTECT, related_name="files", verbose_name=_("версия"))
    position = models.PositiveSmallIntegerField(_("место"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("файл работы")
        verbose_name_plural = _("файлы работ")
