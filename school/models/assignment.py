"""An assignment as its author sets it: the brief, what is handed in, by which rubric it is read."""

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.blocks import body_blocks
from core.fields import StreamField
from core.pages import BasePage
from school.models.activity import ActivityPage
from school.models.rubric import Rubric
from school.states import Completion


class FileKinds(models.TextChoices):
    ANY = "any", _("любые: документы, таблицы, снимки, презентации, голос")
    DOCUMENTS = "documents", _("документы и презентации")
    TABLES = "tables", _("таблицы")
    PICTURES = "pictures", _("снимки")
    SOUNDS = "sounds", _("голос")


class AssignmentPage(ActivityPage):
    """Homework read by a mentor."""

    kind = "assignment"
    brief = StreamField(body_blocks(), verbose_name=_("задание"), blank=True, help_text=_("Что сделать и зачем это селу."))
    example = StreamField(
        body_blocks(), verbose_name=_("пример работы"), blank=True, help_text=_("Хорошая работа с пояснением, почему она хороша.")
    )
    checklist = StreamField(
        [
            (
                "point",
                blocks.CharBlock(
                    label=_("пункт"),
                    max_length=200,
                    icon="tick",
                    preview_value="приложена смета",
                    help_text=_("Что слушатель проверит сам перед отправкой."),
                ),
            )
        ],
        verbose_name=_("проверьте перед отправкой"),
        blank=True,
        help_text=_("Три–семь коротких пунктов."),
    )
    completion = models.CharField(
        _("считается пройденным"),
        max_length=20,
        choices=[(one, one.label) for one in (Completion.ACCEPT, Completion.SUBMIT, Completion.HAND)],
        default=Completion.ACCEPT,
        help_text=_("Что должно случиться, чтобы задание было засчитано."),
    )
    accepts_text = models.BooleanField(_("принимать текст"), default=True, help_text=_("Поле для текста прямо на сайте."))
    accepts_files = models.BooleanField(_("принимать файлы"), default=True, help_text=_("До пяти файлов по 20 МБ."))
    accepts_link = models.BooleanField(_("принимать ссылку"), default=False, help_text=_("Например на запись в сообществе."))
    min_length = models.PositiveIntegerField(_("не короче, знаков"), null=True, blank=True, help_text=_("Пусто — можно кратко."))
    max_length = models.PositiveIntegerField(_("не длиннее, знаков"), default=10000, help_text=_("Не больше 50 000."))
    max_files = models.PositiveSmallIntegerField(_("файлов"), default=5, help_text=_("От 1 до 5."))
    max_mb = models.PositiveSmallIntegerField(_("мегабайт в файле"), default=20, help_text=_("От 1 до 20."))
    file_kinds = models.CharField(
        _("какие файлы"), max_length=10, choices=FileKinds.choices, default=FileKinds.ANY, help_text=_("Обычно любые.")
    )
    rubric = models.ForeignKey(
        Rubric,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("критерии оценки"),
        help_text=_("Если критериев нет, наставник ставит баллы от нуля до наибольшего."),
    )
    max_points = models.PositiveSmallIntegerField(_("наибольший балл"), default=10, help_text=_("Когда критериев нет."))
    returns = models.PositiveSmallIntegerField(
        _("сколько раз можно вернуть"), null=True, blank=True, help_text=_("Пусто — сколько нужно.")
    )

    template = "school/assignment.html"
    page_description = _("Задание: слушатель присылает текст, файлы или ссылку, наставник читает и отвечает.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("brief"),
        FieldPanel("example"),
        FieldPanel("checklist"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("accepts_text"), FieldPanel("accepts_files"), FieldPanel("accepts_link")]),
                FieldRowPanel([FieldPanel("min_length"), FieldPanel("max_length")]),
                FieldRowPanel([FieldPanel("max_files"), FieldPanel("max_mb"), FieldPanel("file_kinds")]),
            ],
            heading=_("Что присылают"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("rubric"),
                FieldRowPanel([FieldPanel("max_points"), FieldPanel("returns"), FieldPanel("completion")]),
            ],
            heading=_("Проверка"),
            classname="collapsed",
        ),
        ActivityPage.rule_panels,
    ]

    class Meta:
        verbose_name = _("задание")
        verbose_name_plural = _("задания")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepts_text=True) | Q(accepts_files=True) | Q(accepts_link=True), name="assignment_accepts_something"
            ),
            models.CheckConstraint(condition=Q(max_files__gte=1, max_files__lte=5), name="assignment_max_files"),
            models.CheckConstraint(condition=Q(max_mb__gte=1, max_mb__lte=20), name="assignment_max_mb"),
            models.CheckConstraint(condition=Q(max_length__gte=1, max_length__lte=50000), name="assignment_max_length"),
            models.CheckConstraint(condition=Q(max_points__gte=1), name="assignment_max_points"),
        ]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | self.standing(request.user)
