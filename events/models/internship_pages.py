"""The pages that tell of internships; the facts of a call are found by `translation_key`."""

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.fields import StreamField
from core.pages import BasePage
from events.blocks import event_blocks
from events.models.internship_call import InternshipCall


class InternshipIndexPage(BasePage):
    """«Стажировки»: what an internship is and which calls there are."""

    intro = models.TextField(_("вступление"), max_length=400, blank=True, help_text=_("Одно-два предложения под заголовком."))
    body = StreamField(
        event_blocks(),
        blank=True,
        verbose_name=_("текст"),
        help_text=_("Что такое стажировка, кому подходит, как проходит отбор."),
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    subpage_types = ["events.InternshipCallPage"]
    max_count_per_parent = 1
    template = "events/internship_index_page.html"
    page_description = _("Раздел стажировок: отборы показываются сами.")

    class Meta:
        verbose_name = _("раздел «Стажировки»")
        verbose_name_plural = _("разделы «Стажировки»")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds `rows`: pairs of page and call, those that take applications first."""
        pages = list(InternshipCallPage.objects.child_of(self).live().order_by("-first_published_at"))
        calls = {
            call.key: call for call in InternshipCall.objects.public().filter(key__in=[page.translation_key for page in pages])
        }
        now = timezone.now()
        rows = [
            {"page": page, "call": calls[page.translation_key], "phase": calls[page.translation_key].phase(now)}
            for page in pages
            if page.translation_key in calls
        ]
        rows.sort(key=lambda row: row["phase"] != "open")
        return super().get_context(request, *args, **kwargs) | {"rows": rows}


class InternshipCallPage(BasePage):
    """The page of one call: for whom, what is offered, the calendar of the selection."""

    intro = models.TextField(_("вступление"), max_length=400, help_text=_("Для кого и чем полезно: одно-два предложения."))
    picture = models.ForeignKey(
        "core.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("снимок"),
        help_text=_("Живой снимок с прошлой стажировки, с согласия людей на нём; можно без него."),
    )
    body = StreamField(
        event_blocks(),
        blank=True,
        verbose_name=_("текст"),
        help_text=_("Что предлагаем, критерии, кому задать вопрос. Сроки пишут в отборе."),
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("picture"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["events.InternshipIndexPage"]
    subpage_types: list[str] = []
    template = "events/internship_call_page.html"
    page_description = _("Рассказ об одном отборе на стажировку. Сроки пишут в самом отборе.")

    class Meta:
        verbose_name = _("страница стажировки")
        verbose_name_plural = _("страницы стажировок")

    @cached_property
    def call(self) -> InternshipCall | None:
        """The facts of this page; a call that is not announced shows nothing but the text."""
        return InternshipCall.objects.public().filter(key=self.translation_key).first()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if self.call:
            context |= {"call": self.call, "phase": self.call.phase(timezone.now()), "now": timezone.now()}
        return context
