"""Screens of core under the languages."""

from django.urls import path

from core.views import letters, papers, styleguide, vision

app_name = "core"
urlpatterns = [
    path("c/", papers.check, name="paper_check"),
    path("c/<str:code>/", papers.paper, name="paper"),
    path("vision/", vision.choose, name="vision"),
    path("dev/components/", styleguide.show, name="styleguide"),
    path("dev/letters/", letters.mailbox, name="mailbox"),
    path("dev/letters/<str:public_id>/", letters.one, name="mailbox_letter"),
    path("dev/letters/<str:public_id>/html/", letters.html, name="mailbox_html"),
]
