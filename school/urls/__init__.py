"""All addresses of the School, one short list for each subject; fixed words come before those with a person's row in them."""

from django.urls import path

from school.urls import desk, living, mentor, papers, quiz, survey, talks, works
from school.views import enrolment, learning, results

app_name = "school"
urlpatterns = [
    path("school/", learning.my_learning, name="my"),
    path("school/next/", learning.next_step, name="next"),
    path("school/courses/<uuid:key>/next/", learning.next_of_course, name="next_of_course"),
    path("school/runs/<slug:code>/enrol/", enrolment.enrol_in_run, name="enrol"),
    path("school/lessons/<uuid:key>/", learning.lesson, name="lesson"),
    path("school/lessons/<uuid:key>/done/", learning.lesson_done, name="lesson_done"),
    path("school/lessons/<uuid:key>/check/", learning.check_answers, name="check"),
    path("school/video/<uuid:key>/<uuid:block_id>/", learning.video, name="video"),
    *papers.urlpatterns,
    *desk.urlpatterns,
    *quiz.urlpatterns,
    *survey.urlpatterns,
    *works.urlpatterns,
    *mentor.urlpatterns,
    *talks.urlpatterns,
    *living.urlpatterns,
    path("school/<str:public_id>/leave/", enrolment.leave_run, name="leave"),
    path("school/<str:public_id>/results/", results.results, name="results"),
]
