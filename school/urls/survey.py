"""Addresses of the survey; part of `school.urls`."""

from django.urls import path

from school.views import survey

urlpatterns = [
    path("school/desk/surveys/", survey.runs, name="desk_surveys"),
    path("school/desk/surveys/<slug:code>/", survey.results, name="desk_survey"),
    path("school/<str:public_id>/survey/", survey.survey, name="survey"),
]
