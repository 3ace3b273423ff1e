from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from core.fields import StreamField
from core.pages import BasePage
from people.roles import METHODOLOGISTS
from people.rules import Visitor, has_role, is_administrator
from school.blocks import LESSON_BLOCKS, question_data
from school.models.learning import SelfCheckAnswer
from school.models.outline import enrolment_in, learners_programme, reads
from school.questions import KINDS
from school.states import Completion, EnrolmentStatus, Opens


def is_methodologist(user: Visitor) -> bool:
    """Authors read every lesson."""
    return has_role(user, METHODOLOGISTS) or is_administrator(user)


def self_check_answers(enrolment: Any, activity_key: Any) -> dict[str, dict]:
    """Kept answers of one lesson: block id → answer and whether it is right. One query."""
    rows = SelfCheckAnswer.objects.filter(enrolment=enrolment, activity_id=activity_key)
    return {row.block_id: {"answer": row.answer, "right": row.right} for row in rows}


class ActivityPage(BasePage):
    """Abstract: what a learner passes. Its kind is an open word; a run's programme copies its rules."""

    kind = ""
    minutes = models.PositiveSmallIntegerField(
        _("минут"), default=10, help_text=_("Сколько займёт у человека, который читает впервые.")
    )
    required = models.BooleanField(
        _("обязательно для завершения курса"),
        default=True,
        help_text=_("Снимите, если урок можно пропустить и всё равно закончить курс."),
    )
    weight = models.PositiveSmallIntegerField(
        _("вес в итоге"), default=1, help_text=_("Во сколько раз этот урок важнее урока с весом 1.")
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


class LessonPage(ActivityPage):
    """A lesson: text, pictures, video after a tap, files, «Проверьте себя»."""

    kind = "lesson"
    completion = models.CharField(
        _("считается пройденным"),
        max_length=20,
        choices=[
            (Completion.MARK, Completion.MARK.label),
            (Completion.SELF_CHECK, Completion.SELF_CHECK.label),
            (Completion.SELF_CHECK_RIGHT, Completion.SELF_CHECK_RIGHT.label),
            (Completion.HAND, Completion.HAND.label),
        ],
        default=Completion.MARK,
        help_text=_("Что должен сделать слушатель, чтобы урок был засчитан."),
    )
    summary = models.TextField(
        _("главное за 5 минут"), blank=True, help_text=_("Для длинного урока: три-пять предложений о самом важном.")
    )
    body = StreamField(
        LESSON_BLOCKS,
        verbose_name=_("текст урока"),
        blank=True,
        help_text=_("Начните с главного. Абзац — одна мысль; длинное разбейте подзаголовками."),
    )

    template = "school/lesson.html"
    page_description = _("Урок: текст, картинки, видео, файлы и вопросы «Проверьте себя».")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("completion")], heading=_("Завершение урока"), classname="collapsed"),
        ActivityPage.rule_panels,
    ]

    class Meta:
        verbose_name = _("урок")
        verbose_name_plural = _("уроки")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        enrolment = enrolment_in(self._course_key(), request.user)
        shown = learners_programme(enrolment) if reads(enrolment) else None
        line = shown.line_of(self.translation_key) if shown else None
        before, after = shown.neighbours(self.translation_key) if shown else (None, None)
        answers = self_check_answers(enrolment, self.translation_key) if line else {}
        return super().get_context(request, *args, **kwargs) | {
            "enrolment": enrolment,
            "programme": shown,
            "line": line,
            "before": before,
            "after": after,
            "checks": answers or self._tried(request),
            "may_do": bool(line and line.open and enrolment.status != EnrolmentStatus.SUSPENDED),
            "can_read": bool(line and line.open) or self.open_to_all or is_methodologist(request.user),
        }

    def _course_key(self) -> Any:
        """The course's key by the path, two levels up. One query."""
        path = self.path[: -2 * self.steplen]
        return Page.objects.filter(path=path).values_list("translation_key", flat=True).first()

    def _tried(self, request: HttpRequest) -> dict:
        """Answers a visitor of an open lesson sent by GET: marked on the spot, stored nowhere."""
        tried = {}
        for child in self.self_checks if self.open_to_all else []:
            kind = KINDS[child.value["kind"]]
            answer = kind.read(request.GET.getlist(f"q-{child.id}"))
            if answer is not None:
                tried[child.id] = {"answer": answer, "right": kind.mark(question_data(child), answer) == 1}
        return tried

    @property
    def self_checks(self) -> list:
        """The lesson's «Проверьте себя» blocks (StreamChild), in order."""
        return [child for child in self.body if child.block_type == "self_check"]
