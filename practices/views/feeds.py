"""New practices for readers of feeds, with the same parameters as the library (spec: practices §5)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.facets import Listing
from practices import filters
from practices.cards import KIND

ITEMS = 30


@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    """RSS 2.0."""
    return _feed(request, Rss201rev2Feed)


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """Atom."""
    return _feed(request, Atom1Feed)


def _feed(request: HttpRequest, kind: type[SyndicationFeed]) -> HttpResponse:
    wanted = filters.read(request.GET, filters.dimensions())
    limits = (wanted.lowest, wanted.highest)
    answer = Listing(KIND, "ru").answer(wanted.ticked, wanted.q, limits, sort="new", per_page=ITEMS)
    feed = kind(
        title=_("Практики сети фондов местных сообществ"),
        link=f"{settings.SITE_URL}/praktiki/",
        description=_("Как в сёлах и малых городах взялись и сделали: по шагам и со сметой"),
        language="ru",
        feed_url=settings.SITE_URL + request.path,
    )
    for card in answer.cards:
        # Links in feeds come from the settings, never from the asking host.
        url = card.url if card.url.startswith("http") else settings.SITE_URL + card.url
        feed.add_item(
            card.title, url, card.summary, unique_id=f"urn:uuid:{card.key}", pubdate=card.date, updateddate=card.updated_at
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
