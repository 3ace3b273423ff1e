from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from core.search.words import fold


class Picture(AbstractImage):
    """A picture of the site, turned upright and without the camera's marks; never a person's private file."""

    author = models.CharField(
        _("автор снимка"), max_length=150, blank=True, help_text=_("Имя и фамилия, чтобы указать под снимком.")
    )
    people_agreed = models.BooleanField(
        _("люди на снимке согласны"),
        default=False,
        help_text=_("Отметьте, если на снимке есть люди и у каждого взято согласие на съёмку и публикацию."),
    )

    admin_form_fields = (*Image.admin_form_fields, "author", "people_agreed")
    search_fields = [*AbstractImage.search_fields, index.AutocompleteField("folded_title")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("изображение")
        verbose_name_plural = _("изображения")
        permissions = [("choose_image", "Can choose image")]

    @property
    def folded_title(self) -> str:
        return fold(self.title)


class PictureRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions", verbose_name=_("изображение"))

    class Meta:
        verbose_name = _("вариант изображения")
        verbose_name_plural = _("варианты изображений")
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class SiteDocument(AbstractDocument):
    """A public file of the site (a charter, a form); never a person's private file."""

    admin_form_fields = Document.admin_form_fields
    search_fields = [*AbstractDocument.search_fields, index.AutocompleteField("folded_title")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("документ")
        verbose_name_plural = _("документы")
        permissions = [("choose_document", "Can choose document")]

    @property
    def folded_title(self) -> str:
        return fold(self.title)
