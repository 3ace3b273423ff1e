"""A quiz as its author sets it: which questions, how many attempts, how long, when right answers are shown."""

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from core.blocks import body_blocks
from core.fields import StreamField
from core.pages import BasePage
from school.models.activity import ActivityPage
from school.models.bank import Question, QuestionCategory, QuestionTag
from school.states import Completion


class AttemptPolicy(models.TextChoices):
    BEST = "best", _("лучшая попытка")
    LAST = "last", _("последняя попытка")
    FIRST = "first", _("первая попытка")
    AVERAGE = "average", _("среднее по попыткам")


class Feedback(models.TextChoices):
    AFTER_PASS = "after_pass", _("когда тест пройден или попыток больше нет")
    AT_ONCE = "at_once", _("сразу после попытки")
    AFTER_HARD = "after_hard", _("после последнего срока")


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
        choices=Feedback.choices,
        default=Feedback.AFTER_PASS,
        help_text=_("Баллы и объяснения видны сразу, верные ответы — по этому правилу."),
    )

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
        return super().get_context(request, *args, **kwargs) | self.standing(request.user)


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
