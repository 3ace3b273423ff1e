"""Addresses for machines, without a language: calendars and feeds."""

from django.urls import path

from events.views import feeds

urlpatterns = [
    path("events/feed.ics", feeds.calendar_feed, name="events_feed_ics"),
    path("events/feed.atom", feeds.atom, name="events_feed_atom"),
    path("events/feed.rss", feeds.rss, name="events_feed_rss"),
    path("events/<slug:slug>.ics", feeds.event_ics, name="events_event_ics"),
]
