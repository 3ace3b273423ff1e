"""The pages that tell of events; facts come from the event record, found by `translation_key`."""

from typing import Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.fields import StreamField
from core.pages import BasePage
from events.blocks import event_blocks
from events.models.event import Event
from events.models.listing import listing
from events.models.permissions import EventIndexPermissions, EventPagePermissions
from events.models.showing import showing

SIMPLE = ["bold", "italic", "link", "ol", "ul"]


class EventIndexPage(BasePage):
    """«События»: what is coming as a list, with filters."""

    intro = models.TextField(_("вступление"), max_length=400, blank=True, help_text=_("Одно-два предложения под заголовком."))

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1
    template = "events/index_page.html"
    page_description = _("Раздел событий: список с отбором и календарь складываются сами.")

    class Meta:
        verbose_name = _("раздел «События»")
        verbose_name_plural = _("разделы «События»")

    def permissions_for_user(self, user: models.Model) -> EventIndexPermissions:
        """Organisers and coordinators make pages of events here."""
        return EventIndexPermissions(user, self)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | listing(request, self.get_url(request) or "", timezone.now())


class EventPageQuerySet(PageQuerySet):
    def for_key(self, key: object) -> Self:
        """Pages of one event in all languages."""
        return self.filter(translation_key=key)


class EventPage(BasePage):
    """The page of one event: text, picture, blocks; no fact of it."""

    intro = models.TextField(_("вступление"), max_length=400, help_text=_("О чём и чем полезно: одно-два предложения."))
    for_whom = RichTextField(
        _("для кого"), blank=True, features=SIMPLE, help_text=_("Кому будет полезно и что нужно знать заранее: один абзац.")
    )
    picture = models.ForeignKey(
        "core.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("снимок"),
        help_text=_("Живой снимок с прошлой встречи, с согласия людей на нём; можно без него."),
    )
    body = StreamField(
        event_blocks(),
        blank=True,
        verbose_name=_("текст"),
        help_text=_("Что будет и с чем люди уедут. Время, место и программу пишут в фактах события."),
    )

    objects = PageManager.from_queryset(EventPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("for_whom"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    template = "events/event_page.html"
    page_description = _("Рассказ об одном событии. Время, место и запись живут отдельно, в фактах события.")

    class Meta:
        verbose_name = _("страница события")
        verbose_name_plural = _("страницы событий")

    def permissions_for_user(self, user: models.Model) -> EventPagePermissions:
        """The organiser of the event and the hosting region edit it."""
        return EventPagePermissions(user, self)

    @cached_property
    def event(self) -> Event | None:
        """The facts of this page, None while nobody has made them (a page made outside the admin)."""
        return Event.objects.select_related("place", "host_region").filter(key=self.translation_key).first()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return context | showing(self.event, request, timezone.now()) if self.event else context
