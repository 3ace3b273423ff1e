from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from core import languages
from core.blocks import body_blocks
from core.fields import StreamField
from core.models import Card
from core.pages import BasePage


class DoorPage(BasePage):
    """«Дверь по тому, кто я»: three practices, one course, papers, a printable memo (spec: living-people §3)."""

    intro = models.TextField(_("вступление"), blank=True, help_text=_("Кому эта страница и что человек из неё вынесет."))
    memo = StreamField(
        body_blocks(), verbose_name=_("памятка"), blank=True, help_text=_("Помещается на один лист: её печатают и берут с собой.")
    )
    course = models.ForeignKey(
        "wagtailcore.Page", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("курс"),
        help_text=_("С какого курса начать."),
    )  # fmt: skip

    subpage_types: list[str] = []
    template = "home/door.html"
    page_description = _("Страница для одной роли: администрация, предприниматель, инициативная группа, действующий фонд.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        InlinePanel("practices", label=_("Практика"), max_num=3, heading=_("Три практики")),
        PageChooserPanel("course", "school.CoursePage"),
        InlinePanel("papers", label=_("Бумага"), max_num=6, heading=_("Готовые бумаги")),
        FieldPanel("memo"),
    ]

    class Meta:
        verbose_name = _("дверь по тому, кто я")
        verbose_name_plural = _("двери по тому, кто я")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | {
            "cards": [languages.marked_html(card.html, card.locale) for card in self._cards()],
            "papers_shown": self.papers.select_related("document"),
            "course_shown": self.course if self.course and self.course.live else None,
        }

    def _cards(self) -> list[Card]:
        """Cards of the practices in their order, in the language of the door where they have one. Two queries."""
        keys = [str(row.page.translation_key) for row in self.practices.select_related("page")]
        rows = Card.objects.filter(key__in=keys, locale__in=[languages.RUSSIAN, self.locale.language_code])
        found = {(card.key, card.locale): card for card in rows}
        shown = [found.get((key, self.locale.language_code)) or found.get((key, languages.RUSSIAN)) for key in keys]
        return [card for card in shown if card]


class DoorPractice(Orderable):
    """One of the three practices of a door."""

    door = ParentalKey(DoorPage, on_delete=models.CASCADE, related_name="practices", verbose_name=_("дверь"))
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("практика"))

    panels = [PageChooserPanel("page", "practices.PracticePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("практика двери")
        verbose_name_plural = _("практики двери")

    def __str__(self) -> str:
        return str(self.page)


class DoorPaper(Orderable):
    """A paper to take along."""

    door = ParentalKey(DoorPage, on_delete=models.CASCADE, related_name="papers", verbose_name=_("дверь"))
    document = models.ForeignKey("core.SiteDocument", models.PROTECT, related_name="+", verbose_name=_("файл"))
    title = models.CharField(_("подпись"), max_length=150, help_text=_("Что внутри: «Договор пожертвования»."))

    class Meta(Orderable.Meta):
        verbose_name = _("бумага двери")
        verbose_name_plural = _("бумаги двери")

    def __str__(self) -> str:
        return self.title
