"""A quiz as its author sets it: which questions, how many attempts, how long, when right answers are shown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from core.blocks import body_blocks
from core.fields import StreamField
from core.languages import RUSSIAN, current
from core.pages import BasePage, BasePageForm
from core.panels import LinkedPanel
from school.calculators.attempts import AttemptPolicy, FeedbackRule, shortages
from school.models.activity import ActivityPage
from school.models.asked import asked_of, short_words
from school.models.bank import Question, QuestionCategory, QuestionTag
from school.models.tries import tries_at
from school.states import Completion


class QuizPageForm(BasePageForm):
    """The form in the admin: a quiz whose questions are short cannot be published, a draft of it can be kept."""

    def clean(self) -> dict:
        cleaned = super().clean()
        for name, low, high in (("per_page", 1, 20), ("pass_percent", 0, 100), ("attempts", 1, 1000), ("time_limit", 1, 1000)):
            value = cleaned.get(name)
            if value is not None and not low <= value <= high:
                self.add_error(name, _("Число от %(low)s до %(high)s.") % {"low": low, "high": high})
        if not self.is_deferred_validation and "slots" in self.formsets:
            for sentence in self._missing():
                self.add_error(None, sentence)
        return cleaned

    def _missing(self) -> list[str]:
        rows = [form.instance for form in self.formsets["slots"].forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        named = [row.question_id for row in rows if row.question_id]
        twice = [_("Один и тот же вопрос стоит в тесте дважды.")] if len(named) > len(set(named)) else []
        asked = asked_of(rows)
        return twice + [short_words(rows[at], found) for at, found in shortages(asked.slots)]


class QuizPage(ActivityPage):
    """A graded quiz: questions picked by name or at random from a category."""

    kind = "quiz"
    intro = StreamField(body_blocks(), verbose_name=_("перед тестом"), blank=True, help_text=_("О чём тест и как готовиться."))
    completion = models.CharField(
        _("считается пройденным"),
        max_length=20,
        choices=[(one, one.label) for one in (Completion.PASS, Completion.SUBMIT, Completion.HAND)],
        default=Completion.PASS,
        help_text=_("Что должен сделать слушатель, чтобы тест был засчитан."),
    )
    attempts = models.PositiveSmallIntegerField(_("попыток"), null=True, blank=True, help_text=_("Пусто — сколько угодно."))
    time_limit = models.PositiveSmallIntegerField(
        _("минут на попытку"),
        null=True,
        blank=True,
        help_text=_("Пусто — без ограничения. Связь в селе рвётся: не спешите людей."),
    )
    hours_between = models.PositiveSmallIntegerField(
        _("часов между попытками"), null=True, blank=True, help_text=_("Пусто — можно начать сразу.")
    )
    pass_percent = models.PositiveSmallIntegerField(_("проходной балл, %"), default=60, help_text=_("От 0 до 100."))
    shuffle = models.BooleanField(_("перемешивать"), default=True, help_text=_("Порядок вопросов и ответов у каждого свой."))
    per_page = models.PositiveSmallIntegerField(_("вопросов на странице"), default=5, help_text=_("От 1 до 20."))
    policy = models.CharField(
        _("какая попытка идёт в итог"),
        max_length=8,
        choices=AttemptPolicy.choices,
        default=AttemptPolicy.BEST,
        help_text=_("Лучшая — справедливее всего для тех, кто учится."),
    )
    feedback = models.CharField(
        _("верные ответы видны"),
        max_length=12,
        choices=FeedbackRule.choices,
        default=FeedbackRule.AFTER_PASS,
        help_text=_("Баллы и объяснения видны сразу, верные ответы — по этому правилу."),
    )

    base_form_class = QuizPageForm
    template = "school/quiz.html"
    page_description = _("Тест с оценкой: вопросы из банка, попытки, время, проходной балл.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        InlinePanel("slots", label=_("Вопрос или выбор из категории"), min_num=1, heading=_("Вопросы")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("attempts"), FieldPanel("time_limit"), FieldPanel("hours_between")]),
                FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("completion"), FieldPanel("policy")]),
                FieldRowPanel([FieldPanel("shuffle"), FieldPanel("per_page"), FieldPanel("feedback")]),
            ],
            heading=_("Попытки и оценка"),
            classname="collapsed",
        ),
        ActivityPage.rule_panels,
    ]

    class Meta:
        verbose_name = _("тест")
        verbose_name_plural = _("тесты")
        constraints = [
            models.CheckConstraint(condition=Q(pass_percent__lte=100), name="quiz_pass_percent"),
            models.CheckConstraint(condition=Q(per_page__gte=1, per_page__lte=20), name="quiz_per_page"),
            models.CheckConstraint(condition=Q(attempts__isnull=True) | Q(attempts__gte=1), name="quiz_attempts"),
            models.CheckConstraint(condition=Q(time_limit__isnull=True) | Q(time_limit__gte=1), name="quiz_time_limit"),
        ]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        standing = self.standing(request.user)
        source = self.source()
        asked = sum(slot.count for slot in source.slots.all())  # in a preview the slots are not in the database
        tries = tries_at(source.rules(), standing["enrolment"], standing["line"], timezone.now()) if standing["line"] else None
        more = {"quiz": source, "questions": asked, "tries": tries}
        return super().get_context(request, *args, **kwargs) | standing | more

    def source(self) -> "QuizPage":
        """The page in the source language: its rules hold for readers of every language."""
        if current() == RUSSIAN:
            return self
        found = QuizPage.objects.filter(translation_key=self.translation_key, locale__language_code=RUSSIAN).first()
        return found or self

    def rules(self) -> dict[str, Any]:
        """The rules of today as an attempt keeps them."""
        names = ("attempts", "time_limit", "hours_between", "pass_percent", "shuffle", "per_page", "policy", "feedback")
        return {name: getattr(self, name) for name in names}


class QuizSlot(Orderable):
    """One place of a quiz: a question by name, or so many of a category (with a tag)."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="slots", verbose_name=_("тест"))
    question = models.ForeignKey(
        Question,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("вопрос"),
        help_text=_("Один вопрос из банка — или категория ниже."),
    )
    category = models.ForeignKey(
        QuestionCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("или из категории"),
        help_text=_("Вопросы выберутся случайно, каждому слушателю свои."),
    )
    tag = models.ForeignKey(
        QuestionTag,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("с меткой"),
        help_text=_("Пусто — любые вопросы категории."),
    )
    count = models.PositiveSmallIntegerField(_("сколько"), default=1, help_text=_("Для одного вопроса всегда 1."))
    points = models.DecimalField(_("баллов за вопрос"), max_digits=6, decimal_places=2, default=1, help_text=_("Обычно 1."))

    # Editors make quizzes of questions they may not open: keys stay with the bank.
    panels = [LinkedPanel("question"), *[FieldPanel(name) for name in ("category", "tag", "count", "points")]]

    class Meta(Orderable.Meta):
        verbose_name = _("вопрос теста")
        verbose_name_plural = _("вопросы теста")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, category__isnull=True, count=1)
                | Q(question__isnull=True, category__isnull=False, count__gte=1),
                name="quiz_slot_question_or_category",
            ),
            models.CheckConstraint(condition=Q(points__gt=0), name="quiz_slot_points"),
        ]

    def __str__(self) -> str:
        return str(self.question or self.category)

    def clean(self) -> None:
        """A question by name or a category, never both; the words a person reads instead of a constraint's name."""
        if self.question_id and self.category_id:
            raise ValidationError({"category": _("Выберите или вопрос, или категорию.")})
        if not self.question_id and not self.category_id:
            raise ValidationError({"question": _("Выберите вопрос или категорию.")})
        if self.question_id and self.count != 1:
            raise ValidationError({"count": _("Для одного вопроса — 1.")})
        if self.category_id and not self.count:
            raise ValidationError({"count": _("Хотя бы один вопрос.")})
        if self.points is not None and self.points <= 0:
            raise ValidationError({"points": _("Больше нуля.")})
