"""Addresses for machines, without a language."""

from django.urls import path

from practices.views import feeds

urlpatterns = [
    path("practices/feed.rss", feeds.rss, name="practices_feed_rss"),
    path("practices/feed.atom", feeds.atom, name="practices_feed_atom"),
]
