"""Cards of the site's own pages for the search."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.card_pages import follow, page_card, stream_text
from core.cards import CardData
from core.pages import BasePage
from home.models import DoorPage, RegionPage, StandardPage

PAGE, REGION = "page", "region"


def standard_card(page: StandardPage) -> CardData | None:
    """The card of an ordinary page."""
    return page_card(page, PAGE, summary=page.intro, html=_html(page, page.intro), body=stream_text(page.body))


def door_card(page: DoorPage) -> CardData | None:
    """The card of a door."""
    return page_card(
        page,
        PAGE,
        summary=page.search_description,
        html=_html(page, page.search_description),
        body=f"{page.intro} {stream_text(page.memo)}",
    )


def region_card(page: RegionPage) -> CardData | None:
    """The card of a region's page."""
    names = f"{page.region.name_gen} {page.region.capital}"
    facets = (("region", page.region.slug),)
    summary = page.search_description
    return page_card(
        page, REGION, summary=summary, html=_html(page, summary), facets=facets, body=f"{names} {stream_text(page.body)}"
    )


def follow_pages() -> None:
    """Called once from the app's `ready`."""
    follow(RegionPage, REGION, _("Регионы"), region_card)
    follow(StandardPage, PAGE, _("Страницы"), standard_card)
    follow(DoorPage, PAGE, _("Страницы"), door_card)


def _html(page: BasePage, summary: str) -> str:
    with translation.override(page.locale.language_code):
        return render_to_string("home/components/page_card.html", {"page": page, "summary": summary})
