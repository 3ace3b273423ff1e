"""An A4 poster with a code for any public page, and the short address the code holds (spec: living-people §3)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core import qr
from core.card_pages import is_public
from core.models import Card
from home.head import picture_field
from regions import known
from regions.living import phone_for
from regions.models import Region

LONGEST_NUMBER = 10
SHARED = "fill-1200x630|format-jpeg|jpegquality-70"


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """`?page=<number>`: what it is, whom to ring, a short address and its code; ready for the printer of any club."""
    number = request.GET.get("page", "")
    if not (number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER):
        raise Http404
    page = _public(int(number))
    card = Card.objects.filter(page=page).first()
    address = f"{settings.SITE_URL}/s/{page.pk}/"
    context = {
        "page": page,
        "back": page.get_url(request),
        "summary": card.summary if card else page.search_description,
        "address": address.partition("://")[2],
        "code": _code(address),
        "living": phone_for(_region(card)),
    }
    return render(request, "home/poster.html", context)


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """«/s/117/» leads to the page, wherever it has been moved."""
    return redirect(_public(pk).get_url(request) or "/")


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's own picture as messengers show it under a link; made when first asked for, so that no page waits for it."""
    page = _public(pk).specific
    name = picture_field(page)
    if not name:
        raise Http404
    return redirect(getattr(page, name).get_rendition(SHARED).url)


def _public(pk: int) -> Page:
    page = Page.objects.live().filter(pk=pk, depth__gt=1).select_related("locale").first()
    if page is None or not is_public(page):
        raise Http404
    return page


def _region(card: Card | None) -> Region | None:
    slugs = [value for name, value in card.facet_pairs if name == "region"] if card else []
    return next((region for region in known.ten().values() if slugs == [region.slug]), None)


def _code(address: str) -> SafeString | str:
    """The code, or nothing where the site's own name is too long for one that cheap phones can read."""
    try:
        return qr.svg(address, _("Код с адресом этой страницы"))
    except qr.TooLong:
        return ""
