from django.urls import URLPattern, path

from dashboard.urls_mail import urlpatterns as mail_desks
from dashboard.urls_people import urlpatterns as people_desk
from dashboard.views import cabinet

app_name = "dashboard"
urlpatterns: list[URLPattern] = [
    path("dashboard/", cabinet.cabinet, name="cabinet"),
    *people_desk,
    *mail_desks,
]
