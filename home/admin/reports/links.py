"""«Битые ссылки»: links inside the site that lead nowhere. Nothing is asked of other hosts."""

import re
from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.urls import Resolver404, resolve
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core import languages
from core.cache import stamp
from core.models import SiteDocument
from home.admin.reports.base import PagesReport

BATCH, KEPT = 100, 600
ADDRESS = re.compile(r'(?:href=\\?"|"address": ")(/[^"\\#?]*)')
PAGE_VIEW = "wagtail_serve"


class BrokenLinksReport(PagesReport):
    """Found anew after each publication."""

    page_title = _("Битые ссылки")
    header_icon = "link-external"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    words_title = _("Что не открывается")

    @cached_property
    def found(self) -> dict[int, list[str]]:
        """Broken links by page, kept until something is published."""
        key = f"broken-links:{stamp.now()}"
        found = cache.get(key)
        if found is None:
            found = broken_links()
            cache.set(key, found, KEPT)
        return found

    def get_queryset(self) -> QuerySet[Page]:
        return self.own_pages().filter(pk__in=self.found)

    def words(self, page: Page) -> str:
        return ", ".join(self.found[page.pk])


def broken_links() -> dict[int, list[str]]:
    """Of every live page: addresses that no page, screen or redirect answers, pages and files that are gone."""
    live = dict(Page.objects.filter(live=True, depth__gt=1).values_list("pk", "url_path"))
    known = _Known(live, set(SiteDocument.objects.values_list("pk", flat=True)))
    pks, found = sorted(live), {}
    for start in range(0, len(pks), BATCH):
        for page in Page.objects.filter(pk__in=pks[start : start + BATCH]).specific():
            if broken := list(dict.fromkeys(known.broken(page))):
                found[page.pk] = broken
    return found


class _Known:
    """What can be opened."""

    def __init__(self, pages: dict[int, str], documents: set[int]) -> None:
        self.pages, self.documents = pages, documents
        self.paths = {path.removeprefix("/").partition("/")[2] for path in pages.values()}
        self.moved = set(Redirect.objects.values_list("old_path", flat=True))

    def broken(self, page: Page) -> Iterator[str]:
        """Links of one page that lead nowhere."""
        for model, pk in _references(page):
            if issubclass(model, Page) and int(pk) not in self.pages:
                yield _now("страница № %(number)s снята или удалена") % {"number": pk}
            elif model is SiteDocument and int(pk) not in self.documents:
                yield _now("файл № %(number)s удалён") % {"number": pk}
        yield from (address for address in _addresses(page) if not self.opens(address))

    def opens(self, address: str) -> bool:
        """Whether a path of the site leads somewhere."""
        if address.rstrip("/") in self.moved or address.startswith(("/static/", "/media/", "/documents/")):
            return True
        language, path = languages.split(address)
        with override(language):
            try:
                view = resolve(languages.in_language(path, language)).url_name
            except Resolver404:
                return False
        return view != PAGE_VIEW or path.removeprefix("/") in self.paths


def _references(page: Page) -> Iterator[tuple[type[Model], object]]:
    for field in page._meta.concrete_fields:
        if hasattr(field, "extract_references"):
            yield from ((model, pk) for model, pk, *_path in field.extract_references(field.value_from_object(page)))


def _addresses(page: Page) -> Iterator[str]:
    """Addresses written by hand: in texts, in buttons, in rows under the page (doors, topics)."""
    for row in (page, *_rows(page)):
        for field in row._meta.concrete_fields:
            text = field.value_to_string(row) if hasattr(field, "extract_references") else ""
            yield from (found[1] for found in ADDRESS.finditer(text))
        if (address := getattr(row, "address", "")) and row is not page and address.startswith("/"):
            yield address.partition("#")[0].partition("?")[0]


def _rows(page: Page) -> Iterator[Model]:
    for relation in page._meta.related_objects:
        if hasattr(relation.related_model, "sort_order") and relation.one_to_many:
            yield from getattr(page, relation.get_accessor_name()).all()
