from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("sobytiya/month/<str:month>/", views.month, name="month"),
    path("events/link/", views.link, name="link"),
    path("events/ticket/", views.lookup, name="lookup"),
    path("events/t/<slug:code>/", views.code, name="code"),
    path("events/r/<str:token>/", views.ticket, name="ticket"),
    path("events/r/<str:token>/change/", views.change, name="change"),
    path("events/r/<str:token>/cancel/", views.cancel, name="cancel"),
    path("events/r/<str:token>/offer/", views.offer, name="offer"),
    path("events/r/<str:token>/reconfirm/", views.reconfirm, name="reconfirm"),
    path("events/r/<str:token>/ticket.ics", views.ticket_ics, name="ticket_ics"),
    path("events/<slug:slug>/register/", views.registration, name="register"),
]
