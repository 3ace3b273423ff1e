from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from core.blocks import body_blocks
from core.fields import StreamField
from core.pages import BasePage


class Purpose(models.TextChoices):
    """Pages the site itself leads to."""

    PRIVACY = "privacy", _("политика обработки данных")
    CONSENTS = "consents", _("вступление к согласиям")
    ACCESSIBILITY = "accessibility", _("доступность сайта")
    CONTACTS = "contacts", _("контакты")
    MISTAKE = "mistake", _("сообщить об ошибке")
    HELP = "help", _("как пользоваться сайтом")


class StandardPage(BasePage):
    """An ordinary page: an introduction and blocks."""

    intro = models.TextField(_("вступление"), blank=True, help_text=_("Два предложения: о чём страница и что с ней делать."))
    photo = models.ForeignKey(
        "core.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("картинка"),
        help_text=_("По желанию: вверху страницы."),
    )
    photo_alt = models.CharField(_("что на картинке"), max_length=250, blank=True, help_text=_("Для тех, кто её не видит."))
    body = StreamField(body_blocks(), verbose_name=_("текст"), blank=True, help_text=_("Соберите страницу из блоков."))
    purpose = models.CharField(
        _("особая роль"),
        max_length=16,
        choices=Purpose.choices,
        blank=True,
        help_text=_("Если на эту страницу ссылается сам сайт."),
    )
    in_footer = models.BooleanField(_("ссылка в подвале"), default=False, help_text=_("Показать ссылку внизу каждой страницы."))

    subpage_types = ["home.StandardPage"]
    template = "home/standard.html"
    page_description = _("Обычная страница из блоков: текст, картинки, таблицы, файлы, кнопки.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("intro"),
        FieldPanel("photo"),
        FieldPanel("photo_alt"),
        FieldPanel("body"),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("purpose"), FieldPanel("in_footer")]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("purpose", overridable=False),
        SynchronizedField("in_footer", overridable=False),
    ]

    class Meta:
        verbose_name = _("обычная страница")
        verbose_name_plural = _("обычные страницы")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        below = StandardPage.objects.live().child_of(self).order_by("path").only("title", "url_path", "intro", "path", "locale")
        return super().get_context(request, *args, **kwargs) | {"below": below}
