from collections.abc import Iterable

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.cache import keep_for
from core.fields import StreamField
from core.models import Term
from core.pages import BasePage
from core.parts import kept
from core.questions.blocks import QuestionsBlock
from people.rules import Visitor
from school.models.assignment import AssignmentPage
from school.models.lesson import LessonPage
from school.models.outline import completed_by, enrolment_in, learners_programme, reads, runs_of, visitors_programme
from school.models.quiz import QuizPage

ACTIVITY_PAGES = (LessonPage, QuizPage, AssignmentPage)


class SchoolPage(BasePage):
    """«Школа»: the catalogue of courses."""

    intro = models.TextField(_("вступление"), blank=True, help_text=_("Два-три предложения: чему учит Школа и кому подойдёт."))

    subpage_types = ["school.CoursePage"]
    max_count_per_parent = 1
    template = "school/catalogue.html"
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    page_description = _("Раздел с курсами: список и отбор строятся сами.")

    class Meta:
        verbose_name = _("Школа")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        courses = CoursePage.objects.live().child_of(self).prefetch_related("themes").order_by("path")
        if (theme := request.GET.get("theme", "")) and theme.isascii():
            courses = courses.filter(themes__slug=theme)
        if (wanted := request.GET.get("format", "")) in CourseFormat.values:
            courses = courses.filter(format=wanted)
        return super().get_context(request, *args, **kwargs) | {
            "courses": courses,
            "themes": Term.objects.of("theme"),
            "formats": CourseFormat.choices,
            "theme": theme,
            "format": wanted,
        }


class CourseFormat(models.TextChoices):
    SELF_PACED = "self_paced", _("в своём темпе")
    RUN = "run", _("с потоком")


class CourseOrder(models.TextChoices):
    FREE = "free", _("в любом порядке")
    STRICT = "strict", _("строго по порядку")


# What may be asked without a name: no address, no phone.
SURVEY_KINDS = ("scale", "one", "several", "yes_no", "short", "long", "number", "date", "agree")


class CoursePage(BasePage):
    """A course as the catalogue and the learner see it."""

    lead = models.TextField(_("о курсе"), blank=True, help_text=_("Одно-два предложения: что человек сможет после курса."))
    for_whom = models.TextField(_("для кого"), blank=True, help_text=_("Кому подойдёт и что нужно знать заранее."))
    outcomes = StreamField(
        [
            (
                "outcome",
                blocks.CharBlock(
                    label=_("умение"),
                    max_length=200,
                    help_text=_("Начните с глагола: «составить смету»."),
                    icon="tick",
                    preview_value="составить смету общего дела",
                ),
            )
        ],
        verbose_name=_("чему научитесь"),
        blank=True,
        help_text=_("Три–пять умений, с которыми человек уйдёт с курса."),
    )
    hours = models.PositiveSmallIntegerField(
        _("часов"), default=0, validators=[MaxValueValidator(500)], help_text=_("Эти часы пойдут в сертификат.")
    )
    themes = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": "theme"},
        verbose_name=_("темы"),
        help_text=_("Одна-три темы, по которым курс найдут в каталоге."),
    )
    format = models.CharField(
        _("формат"),
        max_length=12,
        choices=CourseFormat.choices,
        default=CourseFormat.SELF_PACED,
        help_text=_("Сам в удобное время или потоком с наставником."),
    )
    order = models.CharField(
        _("порядок уроков"),
        max_length=8,
        choices=CourseOrder.choices,
        default=CourseOrder.FREE,
        help_text=_("Любой или по очереди: следующий урок откроется после предыдущего."),
    )
    pass_total = models.PositiveSmallIntegerField(
        _("проходной итог, %"), null=True, blank=True, help_text=_("Пусто — достаточно пройти всё обязательное.")
    )
    picture = models.ForeignKey(
        "core.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("картинка курса"),
        help_text=_("Горизонтальная, без надписей на снимке."),
    )
    certificate_text = models.TextField(
        _("текст сертификата"),
        blank=True,
        help_text=_("Целое предложение, без «прошёл» и «прошла». Пусто — напишем сами: курс пройден, столько-то часов."),
    )
    survey = StreamField(
        QuestionsBlock(SURVEY_KINDS),
        verbose_name=_("опрос после курса"),
        blank=True,
        help_text=_("До десяти вопросов. Ответы хранятся без имён, итоги открываются от пяти ответов."),
    )

    parent_page_types = ["school.SchoolPage"]
    subpage_types = ["school.ModulePage"]
    template = "school/course.html"
    page_description = _("Курс: описание, модули и уроки, условия завершения.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("for_whom"),
        FieldPanel("outcomes"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("format"), FieldPanel("order")]),
        FieldPanel("themes"),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldPanel("pass_total"),
                FieldPanel("certificate_text"),
                InlinePanel("signatories", label=_("Кто подписывает"), max_num=3),
            ],
            heading=_("Завершение и сертификат"),
            classname="collapsed",
        ),
        MultiFieldPanel([FieldPanel("survey")], heading=_("Опрос после курса"), classname="collapsed"),
        InlinePanel("prerequisites", label=_("Что пройти раньше"), classname="collapsed"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("themes", overridable=False),
        TranslatableField("lead"),
    ]

    class Meta:
        verbose_name = _("курс")
        verbose_name_plural = _("курсы")

    def parts(self) -> list[tuple["ModulePage", Page]]:
        """Published activities of this language in order, each with its module. One query for each kind and one for modules."""
        return self._placed(activity for kind in ACTIVITY_PAGES for activity in kind.objects.live().descendant_of(self))

    def earlier(self, user: Visitor) -> list[tuple["CoursePage", bool]]:
        """Courses to be completed before this one, and whether the person has. One query."""
        rows = self.prerequisites.get_live_queryset().select_related("course")
        return [(one.course, one.done) for one in rows.annotate(done=completed_by(user, "course__translation_key"))]

    def titles(self) -> list[tuple["ModulePage", Page]]:
        """The same with plain pages: title and address are all that is known of them. Two queries."""
        return self._placed(Page.objects.live().descendant_of(self).filter(depth=self.depth + 2))

    def _placed(self, activities: Iterable[Page]) -> list[tuple["ModulePage", Page]]:
        modules = {module.path: module for module in ModulePage.objects.live().child_of(self)}
        ordered = sorted(activities, key=lambda page: page.path)
        placed = [(modules.get(page.path[: -page.steplen]), page) for page in ordered]
        return [(module, page) for module, page in placed if module]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        enrolment = enrolment_in(self.translation_key, request.user)
        learning = reads(enrolment)
        parts = kept(request, ("titles", self.pk), self.titles) if learning else self.parts()
        shown = learners_programme(enrolment) if learning else visitors_programme(parts)
        runs = runs_of(self.translation_key)
        between = not learning and not any(seen.can_enrol for seen in runs)
        if runs:
            keep_for(request, 5)  # free places
        return super().get_context(request, *args, **kwargs) | {
            "enrolment": enrolment,
            "learning": learning,
            "programme": shown,
            "lessons": {page.translation_key: page for _module, page in parts},
            "runs": runs,
            "between": between,
            "earlier": [] if learning else self.earlier(request.user),
            "open_lessons": [page for _module, page in parts if page.open_to_all] if between else [],
        }


class Signatory(Orderable):
    """Who signs the certificate of a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="signatories", verbose_name=_("курс"))
    name = models.CharField(_("имя, отчество, фамилия"), max_length=150)
    position = models.CharField(_("должность"), max_length=200)
    facsimile = models.ForeignKey(
        "core.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("подпись картинкой")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("подписант")
        verbose_name_plural = _("подписанты")

    def __str__(self) -> str:
        return self.name


class Prerequisite(Orderable):
    """A course to be completed before this one."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites", verbose_name=_("курс"))
    course = models.ForeignKey(CoursePage, models.PROTECT, related_name="+", verbose_name=_("курс"))

    class Meta(Orderable.Meta):
        verbose_name = _("что пройти раньше")
        verbose_name_plural = _("что пройти раньше")

    def __str__(self) -> str:
        return self.course.title


class ModulePage(BasePage):
    """A module: a heading over a few lessons; it opens on the course page."""

    intro = models.TextField(_("о модуле"), blank=True, help_text=_("Одно предложение: зачем этот модуль."))

    parent_page_types = ["school.CoursePage"]
    subpage_types = ["school.LessonPage", "school.QuizPage", "school.AssignmentPage"]
    template = "school/module.html"
    page_description = _("Модуль объединяет несколько уроков, тестов и заданий.")
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("модуль")
        verbose_name_plural = _("модули")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        lessons = Page.objects.live().child_of(self).order_by("path") if self.path else []
        return super().get_context(request, *args, **kwargs) | {"lessons": lessons}

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """A module has no screen of its own: its reader sees the course."""
        return redirect(self.get_parent().get_url(request) or "/")
