"""What every activity of a course has in common: a lesson, a quiz, an assignment; a run's programme copies its rules."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from core.pages import BasePage
from people.rules import Visitor
from school.models.outline import enrolment_in, learners_programme, reads
from school.roles import manages_school
from school.states import EnrolmentStatus, Opens


class ActivityPage(BasePage):
    """Abstract: what a learner passes. Its kind is an open word; a run's programme copies its rules."""

    kind = ""
    minutes = models.PositiveSmallIntegerField(
        _("минут"), default=10, help_text=_("Сколько займёт у человека, который читает впервые.")
    )
    required = models.BooleanField(
        _("обязательно для завершения курса"),
        default=True,
        help_text=_("Снимите, если это можно пропустить и всё равно закончить курс."),
    )
    weight = models.PositiveSmallIntegerField(
        _("вес в итоге"), default=1, help_text=_("Во сколько раз это важнее урока с весом 1.")
    )
    opens = models.CharField(
        _("открывается"),
        max_length=12,
        choices=Opens.choices,
        default=Opens.ALWAYS,
        help_text=_("Сразу или после других уроков: слушатель увидит, что осталось пройти."),
    )
    open_to_all = models.BooleanField(
        _("открытый урок"), default=False, help_text=_("Урок прочтёт любой посетитель, без записи на курс.")
    )
    change_note = models.CharField(
        _("что изменилось"),
        max_length=250,
        blank=True,
        help_text=_("Увидят те, кто уже прошёл урок. Мелкие правки не описывайте."),
    )
    changed_at = models.DateTimeField(
        _("изменён"), null=True, blank=True, help_text=_("Ставится само, когда описано, что изменилось.")
    )

    parent_page_types = ["school.ModulePage"]
    subpage_types: list[str] = []
    rule_panels = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("minutes"), FieldPanel("required"), FieldPanel("weight")]),
            FieldPanel("opens"),
            FieldPanel("open_to_all"),
            FieldPanel("change_note"),
        ],
        heading=_("Как проходить"),
        classname="collapsed",
    )

    class Meta:
        abstract = True

    def standing(self, user: Visitor) -> dict[str, Any]:
        """Where the reader stands here: enrolment, programme, own line, neighbours, what may be read and done."""
        enrolment = enrolment_in(self.course_key(), user)
        shown = learners_programme(enrolment) if reads(enrolment) else None
        line = shown.line_of(self.translation_key) if shown else None
        before, after = shown.neighbours(self.translation_key) if shown else (None, None)
        return {
            "enrolment": enrolment,
            "programme": shown,
            "line": line,
            "before": before,
            "after": after,
            "may_do": bool(line and line.open and enrolment.status != EnrolmentStatus.SUSPENDED),
            "can_read": bool(line and line.open) or self.open_to_all or manages_school(user),
        }

    def course_key(self) -> Any:
        """The course's key by the path, two levels up. One query."""
        path = self.path[: -2 * self.steplen]
        return Page.objects.filter(path=path).values_list("translation_key", flat=True).first()
