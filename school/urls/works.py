"""Addresses of a learner's works; part of `school.urls`."""

from django.urls import path

from school.views import asking_time, work_files, works

urlpatterns = [
    path("school/assignments/<uuid:key>/start/", works.start, name="work_start"),
    path("school/activities/<uuid:key>/time/", asking_time.ask, name="ask_time"),
    path("school/works/<str:public_id>/", works.work, name="work"),
    path("school/works/<str:public_id>/check/", works.check, name="work_check"),
    path("school/works/<str:public_id>/take-back/", works.take_back_work, name="work_take_back"),
    path("school/works/<str:public_id>/files/", work_files.add, name="work_file_add"),
    path("school/works/<str:public_id>/files/<str:file_id>/", work_files.change, name="work_file_change"),
    path("school/files/<str:public_id>/", work_files.file, name="file"),
]
