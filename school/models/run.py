from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.links import new_id
from regions.models import Region
from school.models.anchors import Activity, Course
from school.states import HOLDS_SEAT, WAITS, Admission, Completion, EnrolmentStatus, Opens, RunStatus


class CourseRunQuerySet(models.QuerySet):
    def opened(self) -> "CourseRunQuerySet":
        """Runs that people see."""
        return self.filter(status=RunStatus.OPEN)

    def with_numbers(self) -> "CourseRunQuerySet":
        """With seats taken (`taken`), people in the waiting list (`waiting`), requests and invitations too (`asking`), groups
        (`group_count`) and those of them without a mentor (`orphans`); previews are in none of them."""
        enrolled = self._enrolled()
        groups = Group.objects.filter(run=OuterRef("pk"))
        return self.annotate(
            taken=_count(enrolled.filter(status__in=HOLDS_SEAT)),
            waiting=_count(enrolled.filter(status=EnrolmentStatus.WAITLISTED)),
            asking=_count(enrolled.filter(status__in=WAITS)),
            group_count=_count(groups),
            orphans=_count(groups.without_mentor()),
        )

    def with_places(self) -> "CourseRunQuerySet":
        """With what a visitor is told: seats taken (`taken`) and people in the waiting list (`waiting`)."""
        enrolled = self._enrolled()
        return self.annotate(
            taken=_count(enrolled.filter(status__in=HOLDS_SEAT)),
            waiting=_count(enrolled.filter(status=EnrolmentStatus.WAITLISTED)),
        )

    def _enrolled(self) -> QuerySet:
        enrolments = CourseRun._meta.get_field("enrolments").related_model
        return enrolments.objects.filter(run=OuterRef("pk"), is_preview=False)


class CourseRun(models.Model):
    """A run (поток) of a course: its dates, seats, admission and frozen programme. Guard row of its seats."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="runs", verbose_name=_("курс"))
    title = models.CharField(_("название"), max_length=150, help_text=_("Например «Весенний поток» или «В своём темпе»."))
    code = models.SlugField(_("код в адресе"), max_length=40, unique=True)
    status = models.CharField(_("состояние"), max_length=10, choices=RunStatus.choices, default=RunStatus.DRAFT)
    zone = models.CharField(_("часовой пояс"), max_length=40, default="Europe/Moscow")
    enrol_opens = models.DateTimeField(_("запись с"), null=True, blank=True)
    enrol_closes = models.DateTimeField(_("запись до"), null=True, blank=True)
    starts = models.DateTimeField(_("начало"), null=True, blank=True)
    ends = models.DateTimeField(_("окончание"), null=True, blank=True)
    self_paced = models.BooleanField(_("в своём темпе"), default=False)
    seats = models.PositiveIntegerField(_("мест"), null=True, blank=True, help_text=_("Пусто — без ограничения."))
    admission = models.CharField(_("кто записывается"), max_length=8, choices=Admission.choices, default=Admission.OPEN)
    regions_decide = models.BooleanField(_("запросы решает координатор региона"), default=False)
    structure_version = models.PositiveIntegerField(_("версия программы"), default=1)
    certificate = models.CharField(
        _("сертификат"), max_length=8, choices=[("auto", _("сразу после курса")), ("hand", _("выдаёт школа"))], default="auto"
    )
    review_days = models.PositiveSmallIntegerField(_("дней на проверку работы"), default=5)
    touched = models.PositiveBigIntegerField(_("счётчик захватов"), default=0, editable=False)

    objects = CourseRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("поток")
        verbose_name_plural = _("потоки")
        constraints = [
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gte=1), name="run_seats_positive"),
            models.CheckConstraint(
                condition=Q(status=RunStatus.DRAFT) | Q(self_paced=True) | Q(starts__isnull=False), name="run_starts_known"
            ),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(self_paced=False), name="run_self_paced_endless"),
            models.CheckConstraint(condition=Q(certificate="auto") | Q(self_paced=False), name="run_self_paced_auto"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="run_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(enrol_opens__isnull=True) | Q(enrol_closes__isnull=True) | Q(enrol_closes__gt=F("enrol_opens")),
                name="run_enrolment_window",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.title}"

    @property
    def free(self) -> int | None:
        """Free seats of a run read `with_places` or `with_numbers`; None where there is no limit."""
        return None if self.seats is None else max(0, self.seats - self.taken)

    @property
    def is_parted(self) -> bool:
        """Whether its people are parted into groups by regions. One query."""
        return self.groups.filter(region__isnull=False).exists()


class RunItem(models.Model):
    """One line of a run's frozen programme."""

    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="items", verbose_name=_("поток"))
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="items", verbose_name=_("занятие"))
    position = models.PositiveIntegerField(_("место"))
    module_title = models.CharField(_("модуль"), max_length=255)
    title = models.CharField(_("название"), max_length=255)
    minutes = models.PositiveSmallIntegerField(_("минут"), default=0)
    required = models.BooleanField(_("обязательно"), default=True)
    weight = models.PositiveSmallIntegerField(_("вес"), default=1)
    completion = models.CharField(_("считается пройденным"), max_length=20, choices=Completion.choices)
    pass_percent = models.PositiveSmallIntegerField(_("проходной балл, %"), null=True, blank=True)
    opens = models.CharField(_("открывается"), max_length=12, choices=Opens.choices, default=Opens.ALWAYS)
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before", verbose_name=_("после"))
    opens_at = models.DateTimeField(_("открывается в"), null=True, blank=True)
    soft = models.DateTimeField(_("сделать до"), null=True, blank=True)
    hard = models.DateTimeField(_("принимаем до"), null=True, blank=True)
    soft_days = models.PositiveSmallIntegerField(_("сделать через дней"), null=True, blank=True)
    hard_days = models.PositiveSmallIntegerField(_("принимаем через дней"), null=True, blank=True)
    late_factor = models.DecimalField(_("доля балла после срока"), max_digits=3, decimal_places=2, default=1)
    added_in = models.PositiveIntegerField(_("добавлено в версии"), default=1)
    retired_in = models.PositiveIntegerField(_("убрано в версии"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("строка программы")
        verbose_name_plural = _("программа")
        constraints = [
            models.UniqueConstraint(fields=["run", "activity"], name="run_item_once"),
            models.UniqueConstraint(
                fields=["run", "position"], condition=Q(retired_in__isnull=True), name="run_item_position_once"
            ),
            models.CheckConstraint(condition=Q(late_factor__gte=0, late_factor__lte=1), name="run_item_late_factor"),
            models.CheckConstraint(condition=Q(soft__isnull=True) | Q(soft_days__isnull=True), name="run_item_soft_one_way"),
            models.CheckConstraint(condition=Q(hard__isnull=True) | Q(hard_days__isnull=True), name="run_item_hard_one_way"),
        ]

    def __str__(self) -> str:
        return self.title


class GroupQuerySet(models.QuerySet):
    def without_mentor(self) -> "GroupQuerySet":
        """Groups that nobody leads now: their works go to who runs the School."""
        return self.exclude(Exists(MentorAssignment.objects.filter(group=OuterRef("pk"), until__isnull=True)))


class Group(models.Model):
    """A group of a run: learners of one region, or «Общая»."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    run = models.ForeignKey(CourseRun, models.PROTECT, related_name="groups", verbose_name=_("поток"))
    title = models.CharField(_("название"), max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("регион"))
    seats = models.PositiveIntegerField(_("мест"), null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("группа")
        verbose_name_plural = _("группы")
        constraints = [
            models.UniqueConstraint(fields=["run", "region"], name="group_one_per_region"),
            models.UniqueConstraint(fields=["run"], condition=Q(region__isnull=True), name="group_one_common"),
        ]

    def __str__(self) -> str:
        return self.title


class MentorAssignment(models.Model):
    """Who is the mentor of a group, since when and until when."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="mentors", verbose_name=_("группа"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor_groups", verbose_name=_("наставник"))
    since = models.DateTimeField(_("с"), auto_now_add=True)
    until = models.DateTimeField(_("по"), null=True, blank=True)

    class Meta:
        verbose_name = _("назначение наставника")
        verbose_name_plural = _("назначения наставников")
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], condition=Q(until__isnull=True), name="mentor_open_once")
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.user}"


def _count(rows: QuerySet) -> Coalesce:
    """How many of the rows belong to the run, as a subquery: several joins would multiply each other."""
    counted = rows.order_by().values("run").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
