from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from core.redirects import is_safe_link
from regions.identifiers import digits, inn_is_right, ogrn_is_right


@register_setting(icon="cog")
class SiteLook(BaseSiteSetting, ClusterableModel):
    """Requisites, menu and footer of the site."""

    organisation = models.CharField(_("полное название организации"), max_length=250, blank=True, help_text=_("Как в уставе."))
    inn = models.CharField(_("ИНН"), max_length=12, blank=True, help_text=_("10 цифр."))
    ogrn = models.CharField(_("ОГРН"), max_length=15, blank=True, help_text=_("13 цифр."))
    address = models.CharField(_("адрес"), max_length=250, blank=True, help_text=_("Почтовый адрес с индексом."))
    email = models.EmailField(_("почта"), blank=True, help_text=_("Общий ящик, который читают каждый день."))
    charter_url = models.CharField(_("устав"), max_length=250, blank=True, help_text=_("Адрес документа на сайте."))
    support = models.CharField(
        _("при чьей поддержке"), max_length=250, blank=True, help_text=_("Например: «При поддержке Фонда президентских грантов».")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldRowPanel([FieldPanel("inn"), FieldPanel("ogrn")]),
                FieldPanel("address"),
                FieldPanel("email"),
                FieldPanel("charter_url"),
                FieldPanel("support"),
            ],
            heading=_("Реквизиты"),
        ),
        InlinePanel("navigation", label=_("Пункт меню"), heading=_("Главное меню"), max_num=7),
        InlinePanel("footer", label=_("Ссылка"), heading=_("Ссылки в подвале"), max_num=24),
    ]

    class Meta:
        verbose_name = _("Реквизиты, меню и подвал")

    def clean(self) -> None:
        super().clean()
        self.inn, self.ogrn = digits(self.inn), digits(self.ogrn)
        errors = {}
        if self.inn and not inn_is_right(self.inn):
            errors["inn"] = _("Проверьте ИНН: контрольная цифра не сходится.")
        if self.ogrn and not ogrn_is_right(self.ogrn):
            errors["ogrn"] = _("Проверьте ОГРН: контрольная цифра не сходится.")
        if errors:
            raise ValidationError(errors)


def check_link(address: str) -> None:
    """Raises ValidationError for anything but a path of the site, http(s), mailto or tel."""
    if not is_safe_link(address):
        raise ValidationError(_("Адрес должен начинаться с /, https://, mailto: или tel:."))


class NavigationLink(Orderable):
    """An item of the main menu."""

    look = ParentalKey(SiteLook, on_delete=models.CASCADE, related_name="navigation", verbose_name=_("сайт"))
    title = models.CharField(_("надпись"), max_length=40, help_text=_("Одно слово, лучше короткое."))
    title_en = models.CharField(_("надпись по-английски"), max_length=40, blank=True, help_text=_("Для английской версии."))
    address = models.CharField(_("адрес"), max_length=200, validators=[check_link], help_text=_("Например /praktiki/."))

    class Meta(Orderable.Meta):
        verbose_name = _("пункт меню")
        verbose_name_plural = _("пункты меню")

    def __str__(self) -> str:
        return self.title


class FooterLink(Orderable):
    """A link of the footer under its heading."""

    look = ParentalKey(SiteLook, on_delete=models.CASCADE, related_name="footer", verbose_name=_("сайт"))
    section = models.CharField(_("заголовок"), max_length=60, help_text=_("Ссылки с одним заголовком встанут вместе."))
    title = models.CharField(_("надпись"), max_length=80, help_text=_("Куда ведёт ссылка."))
    title_en = models.CharField(_("надпись по-английски"), max_length=80, blank=True, help_text=_("Для английской версии."))
    address = models.CharField(_("адрес"), max_length=200, validators=[check_link], help_text=_("Например /ob-alyanse/."))

    class Meta(Orderable.Meta):
        verbose_name = _("ссылка подвала")
        verbose_name_plural = _("ссылки подвала")

    def __str__(self) -> str:
        return self.title
