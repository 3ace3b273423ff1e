from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from core.fields import StreamField
from core.pages import BasePage
from school.blocks import LESSON_BLOCKS, question_data
from school.models.activity import ActivityPage
from school.models.learning import SelfCheckAnswer
from school.questions import KINDS
from school.states import Completion


def self_check_answers(enrolment: Any, activity_key: Any) -> dict[str, dict]:
    """Kept answers of one lesson: block id → answer and whether it is right. One query."""
    rows = SelfCheckAnswer.objects.filter(enrolment=enrolment, activity_id=activity_key)
    return {row.block_id: {"answer": row.answer, "right": row.right} for row in rows}


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
        standing = self.standing(request.user)
        answers = self_check_answers(standing["enrolment"], self.translation_key) if standing["line"] else {}
        return super().get_context(request, *args, **kwargs) | standing | {"checks": answers or self._tried(request)}

    def _tried(self, request: HttpRequest) -> dict:
        """Answers a visitor of an open lesson sent by GET: marked on the spot, stored nowhere."""
        tried = {}
        for child in self.self_checks if self.open_to_all else []:
            kind = KINDS[child.value["kind"]]
            data = question_data(child)
            answer = kind.read(data, request.GET, f"q-{child.id}")
            if answer is not None:
                tried[child.id] = {"answer": answer, "right": kind.mark(data, answer) == 1}
        return tried

    @property
    def self_checks(self) -> list:
        """The lesson's «Проверьте себя» blocks (StreamChild), in order."""
        return [child for child in self.body if child.block_type == "self_check"]
