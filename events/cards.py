"""Cards of events and internships for search, front page and facets: made on publishing and on a change of facts."""

import uuid

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import card_pages
from core.card_pages import page_card, stream_text
from core.cards import CardData
from events.models import Event, EventPage, InternshipCallPage
from events.saying import date_parts, when, where
from regions.models import Region

EVENT, INTERNSHIP = "event", "internship"


def refresh(key: uuid.UUID) -> None:
    """Write the cards of one event anew in all its languages; call on commit, never inside a transaction."""
    card_pages.refresh(EventPage.objects.for_key(key).select_related("locale"))


def event_card(page: EventPage) -> CardData | None:
    """The card of an event's page; none without facts."""
    event = page.event
    if event is None:
        return None
    with translation.override(page.locale.language_code):
        words = {"page": page, "event": event, "when": when(event), "where": where(event), "date": date_parts(event)}
        html = render_to_string("events/card.html", words)
        body = " ".join([words["when"], words["where"], event.search_line, page.for_whom, stream_text(page.body)])
    # What stands in a list of the search and on a poster: when and where before what.
    said = ". ".join(part for part in (words["when"], words["where"], page.intro) if part)
    region = _region(event)
    facets = (("kind", event.kind), ("format", event.format), *([("region", region.slug)] if region else []))
    return page_card(page, EVENT, summary=said, html=html, facets=facets, date=event.starts_at, body=body)


def internship_card(page: InternshipCallPage) -> CardData | None:
    """The card of a call for internships; none before it is announced."""
    if page.call is None:
        return None
    with translation.override(page.locale.language_code):
        html = render_to_string("events/internship_card.html", {"page": page, "call": page.call})
    return page_card(page, INTERNSHIP, summary=page.intro, html=html, date=page.call.closes_at, body=stream_text(page.body))


def follow_pages() -> None:
    """Called once from the app's `ready`."""
    card_pages.follow(EventPage, EVENT, _("События"), event_card)
    card_pages.follow(InternshipCallPage, INTERNSHIP, _("Стажировки"), internship_card)


def _region(event: Event) -> Region | None:
    return event.host_region or (event.place.region if event.place else None)
