"""Addresses of what living people need: joint sessions, the mentor's comforts; part of `school.urls`."""

from django.urls import path

from school.views import course_files, criterion, phrases, reminders, run_news, sessions, whole_course

urlpatterns = [
    path("school/desk/modules/<uuid:key>/word/", course_files.word_in, name="word_in"),
    path("school/desk/modules/<uuid:key>/word/<int:pk>/", course_files.word_batch, name="word_batch"),
    path("school/desk/courses/<uuid:key>/word/", course_files.word_out, name="word_out"),
    path("school/courses/<uuid:key>/news/", run_news.news, name="news"),
    path("school/reminders/", reminders.reminders, name="reminders"),
    path("school/mentor/phrases/", phrases.phrases, name="phrases"),
    path("school/mentor/groups/<str:public_id>/letter/", phrases.letter, name="mentor_group_letter"),
    path("school/mentor/groups/<str:public_id>/criterion/", criterion.criterion, name="mentor_criterion"),
    path("school/files/<str:public_id>/text/", phrases.file_text, name="file_text"),
    path("school/sessions/", sessions.sessions, name="sessions"),
    path("school/sessions/new/<slug:code>/", sessions.new, name="session_new"),
    path("school/sessions/<str:public_id>/", sessions.session, name="session"),
    path("school/sessions/<str:public_id>/undo/", sessions.undo, name="session_undo"),
    path("school/sessions/<str:public_id>/sheets/", sessions.sheet, name="session_sheet"),
    path("school/sessions/<str:public_id>/sheets/<str:file_id>/", sessions.sheet_file, name="session_sheet_file"),
    path("school/<str:public_id>/whole/", whole_course.whole, name="whole"),
    path("school/<str:public_id>/whole/file/", whole_course.whole_file, name="whole_file"),
    path("school/<str:public_id>/paper/", whole_course.paper_tests, name="paper_tests"),
    path("school/<str:public_id>/paper/<uuid:key>/", whole_course.paper_typing, name="paper_typing"),
]
