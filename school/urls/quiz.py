"""Addresses of quizzes; part of `school.urls`."""

from django.urls import path

from school.views import answers, attempts

urlpatterns = [
    path("school/quizzes/<uuid:key>/start/", attempts.start, name="quiz_start"),
    path("school/attempts/<str:public_id>/", attempts.attempt, name="attempt"),
    path("school/attempts/<str:public_id>/finish/", attempts.finish, name="attempt_finish"),
    path("school/attempts/<str:public_id>/result/", attempts.result, name="attempt_result"),
    path("school/mentor/answers/<str:public_id>/", answers.answers, name="answers"),
    path("school/mentor/answers/<str:public_id>/claim/", answers.claim, name="answers_claim"),
    path("school/mentor/answers/<str:public_id>/release/", answers.release, name="answers_release"),
    path("school/mentor/answers/<str:public_id>/void/", answers.void, name="answers_void"),
]
