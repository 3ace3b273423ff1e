"""«Тяжёлые страницы»: over 300 KB of text and pictures as a phone loads them, the heaviest first."""

from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import Case, IntegerField, QuerySet, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.cache import stamp
from core.models import Picture, PictureRendition
from core.templatetags.look import weight
from home.admin.facts import pictures_of
from home.admin.reports.base import PagesReport

HEAVY, BATCH, KEPT = 300 * 1024, 100, 600
SHOWN_WIDTH = "width-800"


class HeavyPagesReport(PagesReport):
    """Weighed anew after each publication."""

    page_title = _("Тяжёлые страницы")
    header_icon = "image"
    index_url_name = "heavy_pages"
    index_results_url_name = "heavy_pages_results"
    words_title = _("Сколько весит")

    @cached_property
    def found(self) -> dict[int, int]:
        """Weights of heavy pages, kept until something is published."""
        key = f"heavy-pages:{stamp.now()}"
        found = cache.get(key)
        if found is None:
            found = {pk: size for pk, size in weights() if size > HEAVY}
            cache.set(key, found, KEPT)
        return found

    def get_queryset(self) -> QuerySet[Page]:
        order = [When(pk=pk, then=-size) for pk, size in self.found.items()]
        pages = self.own_pages().filter(pk__in=self.found)
        return pages.order_by(Case(*order, output_field=IntegerField())) if order else pages

    def words(self, page: Page) -> str:
        return weight(self.found[page.pk])


def weights() -> Iterator[tuple[int, int]]:
    """(page, bytes) of every live page: its text and its pictures in the size a page shows."""
    sizes = _sizes()
    pks = list(Page.objects.filter(live=True, depth__gt=1).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        for page in Page.objects.filter(pk__in=pks[start : start + BATCH]).specific():
            pictures = sum(sizes.get(pk, 0) for pk in set(pictures_of(page)))
            yield page.pk, pictures + _text(page)


def _sizes() -> dict[object, int]:
    """Bytes of each picture as it is shown; one that nobody has seen yet counts as it was uploaded."""
    found = dict(Picture.objects.values_list("pk", "file_size"))
    shown: dict[int, int] = {}
    for rendition in PictureRendition.objects.filter(filter_spec__contains=SHOWN_WIDTH):
        if rendition.file.storage.exists(rendition.file.name):
            shown[rendition.image_id] = max(shown.get(rendition.image_id, 0), rendition.file.size)
    return {pk: shown.get(pk, size or 0) for pk, size in found.items()}


def _text(page: Page) -> int:
    fields = page._meta.concrete_fields
    long = [one for one in fields if one.get_internal_type() == "TextField" or hasattr(one, "stream_block")]
    return sum(len(one.value_to_string(page).encode()) for one in long)
