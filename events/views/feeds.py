"""Calendars and feeds of what is coming: all, or one region."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.calendar import Item, calendar
from events.models import Event, EventPage, Session
from events.models.listing import published, urls_of
from events.saying import state_note, when, where
from events.states import EventStatus
from regions.models import Region

ICS = "text/calendar; charset=utf-8"
KEPT = timedelta(days=90)
LONGEST = 200


@require_GET
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The calendar one subscribes to: coming, cancelled, and past of 90 days."""
    region = _region(request)
    rows = list(_of(region, published().filter(ends_at__gte=timezone.now() - KEPT).order_by("starts_at"))[:LONGEST])
    sessions: dict[int, list[Session]] = {}
    for session in Session.objects.filter(event__in=rows, cancelled=False):
        sessions.setdefault(session.event_id, []).append(session)
    addresses = urls_of(rows)
    items = [Item(event, _absolute(addresses.get(event.key, "")), sessions.get(event.pk, [])) for event in rows]
    return HttpResponse(calendar(items, _title(region)), content_type=ICS)


@require_GET
def atom(request: HttpRequest) -> HttpResponse:
    """What is coming, for readers of feeds."""
    return _feed(request, Atom1Feed)


@require_GET
def rss(request: HttpRequest) -> HttpResponse:
    """The same in the older format."""
    return _feed(request, Rss201rev2Feed)


@require_GET
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """One event for a calendar."""
    page = EventPage.objects.live().filter(slug=slug).select_related("locale").order_by("locale__language_code").last()
    if page is None or page.event is None:
        raise Http404
    item = Item(page.event, _absolute(page.url or ""), page.event.sessions.filter(cancelled=False))
    response = HttpResponse(calendar([item]), content_type=ICS)
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


def _feed(request: HttpRequest, kind: type[SyndicationFeed]) -> HttpResponse:
    region = _region(request)
    shown = published().exclude(status=EventStatus.ARCHIVED).filter(Q(ends_at__gte=timezone.now()) | Q(ends_at__isnull=True))
    rows = list(_of(region, shown.order_by("-pk"))[:50])
    addresses = urls_of(rows)
    feed = kind(
        title=_title(region),
        link=settings.SITE_URL + "/",
        description=_("Что скоро будет в сети фондов местных сообществ"),
        language="ru",
        feed_url=settings.SITE_URL + request.path,
    )
    for event in rows:
        url = _absolute(addresses.get(event.key, ""))
        said = ". ".join(part for part in (state_note(event), when(event), where(event)) if part)
        feed.add_item(
            event.title, url, said, unique_id=f"urn:uuid:{event.key}", pubdate=event.created_at, updateddate=event.created_at
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _region(request: HttpRequest) -> Region | None:
    slug = request.GET.get("region", "")
    if not slug:
        return None
    region = Region.objects.filter(slug=slug).first()
    if region is None:
        raise Http404
    return region


def _of(region: Region | None, rows: "QuerySet[Event]") -> "QuerySet[Event]":
    if region is None:
        return rows
    neighbour = Event.neighbour_regions.through.objects.filter(region=region).values("event")
    return rows.filter(Q(host_region=region) | Q(place__region=region) | Q(pk__in=neighbour))


def _title(region: Region | None) -> str:
    name = _("События сети фондов местных сообществ")
    return f"{name}: {region.name}" if region else name


def _absolute(url: str) -> str:
    """Links in feeds come from the settings, never from the asking host."""
    return url if not url or url.startswith("http") else settings.SITE_URL + url
