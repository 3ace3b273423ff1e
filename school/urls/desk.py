"""Addresses of the School's desk; part of `school.urls`. Fixed words come before those with a person's row in them."""

from django.urls import path

from school.views import desk, desk_enrol, desk_learner, desk_mentors, desk_reports, desk_upload

urlpatterns = [
    path("school/desk/", desk.front, name="desk"),
    path("school/desk/runs/<slug:code>/", desk.run, name="desk_run"),
    path("school/desk/runs/<slug:code>/add/", desk_enrol.add, name="desk_add"),
    path("school/desk/runs/<slug:code>/add/new/", desk_enrol.new, name="desk_add_new"),
    path("school/desk/runs/<slug:code>/list/", desk_upload.load, name="desk_list"),
    path("school/desk/runs/<slug:code>/list/sample/", desk_upload.sample, name="desk_list_sample"),
    path("school/desk/runs/<slug:code>/list/<str:key>/", desk_upload.preview, name="desk_list_preview"),
    path("school/desk/runs/<slug:code>/time/", desk_learner.ask_for_village, name="desk_village_time"),
    path("school/desk/runs/<slug:code>/people/", desk_reports.people_export, name="desk_people_export"),
    path("school/desk/runs/<slug:code>/progress/", desk_reports.progress, name="desk_progress"),
    path("school/desk/runs/<slug:code>/grades/", desk_reports.grades, name="desk_grades"),
    path("school/desk/runs/<slug:code>/questions/", desk_reports.questions, name="desk_questions"),
    path("school/desk/totals/", desk_reports.totals, name="desk_totals"),
    path("school/desk/mentors/", desk_mentors.mentors, name="desk_mentors"),
    path("school/desk/mentors/table/", desk_reports.mentors_export, name="desk_mentors_export"),
    path("school/desk/mentors/<str:public_id>/", desk_mentors.mentor, name="desk_mentor"),
    path("school/desk/learners/<str:public_id>/", desk_learner.learner, name="desk_learner"),
    path("school/desk/learners/<str:public_id>/contacts/", desk_learner.contacts, name="desk_learner_contacts"),
    path("school/desk/learners/<str:public_id>/time/", desk_learner.ask_for, name="desk_learner_time"),
    path("school/desk/learners/<str:public_id>/<slug:name>/", desk_learner.act, name="desk_learner_act"),
]
