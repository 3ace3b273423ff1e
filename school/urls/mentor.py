"""Addresses of a mentor's desk; part of `school.urls`."""

from django.urls import path

from school.views import mentor, mentor_acts

urlpatterns = [
    path("school/mentor/", mentor.queue, name="mentor"),
    path("school/mentor/next/", mentor.following, name="mentor_next"),
    path("school/mentor/works/<str:public_id>/", mentor.review, name="review"),
    path("school/mentor/works/<str:public_id>/claim/", mentor.claim_work, name="review_claim"),
    path("school/mentor/time/<str:public_id>/", mentor_acts.time_request, name="time_request"),
    path("school/mentor/groups/<str:public_id>/", mentor_acts.group, name="mentor_group"),
    path("school/mentor/groups/<str:public_id>/time/", mentor_acts.give_group, name="mentor_group_time"),
    path("school/mentor/learners/<str:public_id>/", mentor_acts.learner, name="mentor_learner"),
    path("school/mentor/learners/<str:public_id>/<int:item_id>/time/", mentor_acts.give, name="mentor_give"),
    path("school/mentor/learners/<str:public_id>/<int:item_id>/mark/", mentor_acts.by_hand, name="mentor_mark"),
]
