from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from core.pages import BasePage
from home.door_lines import Live
from home.front_shown import front_facts
from home.models.settings import check_link


class HomePage(BasePage):
    """The front page: three doors, what is next, what is new, regions, whom to ask."""

    lead = models.TextField(_("вступление"), blank=True, help_text=_("Два-три предложения под заголовком: кому и чем помогаем."))
    coordinator_title = models.CharField(
        _("заголовок о координаторе"), max_length=120, blank=True, help_text=_("С чем приходят.")
    )
    coordinator_note = models.TextField(_("о консультации"), blank=True, help_text=_("Сколько стоит и когда ответят."))
    statement = models.CharField(_("одна фраза о нас"), max_length=250, blank=True, help_text=_("Крупно внизу страницы."))

    subpage_types = [
        "school.SchoolPage",
        "practices.PracticeIndexPage",
        "events.EventIndexPage",
        "events.InternshipIndexPage",
        "home.RegionIndexPage",
        "home.StandardPage",
        "home.DoorPage",
    ]
    template = "home/home.html"
    page_description = _("Главная страница сайта.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        InlinePanel("doors", label=_("Дверь"), heading=_("Три двери"), max_num=3),
        MultiFieldPanel(
            [FieldPanel("coordinator_title"), InlinePanel("topics", label=_("Тема"), max_num=8), FieldPanel("coordinator_note")],
            heading=_("Спросить координатора"),
        ),
        FieldPanel("statement"),
    ]

    class Meta:
        verbose_name = _("главная страница")
        verbose_name_plural = _("главные страницы")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return super().get_context(request, *args, **kwargs) | front_facts(self.locale.language_code)


class FrontDoor(Orderable):
    """One of the three doors."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="doors", verbose_name=_("главная"))
    title = models.CharField(_("надпись"), max_length=40, help_text=_("Глагол: «Учиться»."))
    text = models.TextField(_("пояснение"), help_text=_("Одно-два предложения."))
    address = models.CharField(_("адрес"), max_length=200, validators=[check_link], help_text=_("Например /shkola/."))
    live = models.CharField(
        _("живая строка"),
        max_length=12,
        choices=Live.choices,
        blank=True,
        help_text=_("Под пояснением: «14 практик из 10 регионов». Считается сама, каждую минуту."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("дверь")
        verbose_name_plural = _("двери")

    def __str__(self) -> str:
        return self.title


class FrontTopic(Orderable):
    """What people bring to a coordinator."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="topics", verbose_name=_("главная"))
    title = models.CharField(_("тема"), max_length=100, help_text=_("С чем приходят: «Написать заявку на грант»."))
    text = models.CharField(_("чем поможем"), max_length=250, blank=True, help_text=_("Одно предложение."))
    address = models.CharField(
        _("адрес"),
        max_length=200,
        blank=True,
        validators=[check_link],
        help_text=_("Что уже есть об этом в библиотеке: /praktiki/?theme=sbor-sredstv. Можно оставить пустым."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("тема вопроса")
        verbose_name_plural = _("темы вопросов")

    def __str__(self) -> str:
        return self.title
