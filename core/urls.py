"""Screens of core under the languages."""

from django.urls import path

from core.views import drafts, kept, letters, papers, styleguide, vision

app_name = "core"
urlpatterns = [
    path("c/", papers.check, name="paper_check"),
    path("c/<str:code>/", papers.paper, name="paper"),
    path("vision/", vision.choose, name="vision"),
    path("drafts/field/", drafts.save_field, name="draft_field"),
    path("drafts/form/", drafts.save_form, name="draft_form"),
    path("drafts/earlier/<str:public_id>/", drafts.earlier, name="draft_earlier"),
    path("drafts/kept/<str:public_id>/drop/", kept.drop_kept, name="kept_drop"),
    path("dev/components/", styleguide.show, name="styleguide"),
    path("dev/letters/", letters.mailbox, name="mailbox"),
    path("dev/letters/<str:public_id>/", letters.one, name="mailbox_letter"),
    path("dev/letters/<str:public_id>/html/", letters.html, name="mailbox_html"),
]
