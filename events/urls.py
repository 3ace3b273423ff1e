from django.urls import path

from events import views
from events.views import desk, desk_event, desk_person

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
    path("events/r/<str:token>/join/", views.join, name="join"),
    path("events/r/<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("events/r/<str:token>/ticket.ics", views.ticket_ics, name="ticket_ics"),
    path("events/desk/", desk.front, name="desk"),
    path("events/desk/<uuid:key>/", desk.overview, name="desk_event"),
    path("events/desk/<uuid:key>/people/", desk.people, name="desk_people"),
    path("events/desk/<uuid:key>/add/", desk.add, name="desk_add"),
    path("events/desk/<uuid:key>/stop/", desk_event.stop, name="desk_stop"),
    path("events/desk/<uuid:key>/people/<str:public_id>/", desk_person.person, name="desk_person"),
    path("events/desk/<uuid:key>/people/<str:public_id>/contacts/", desk_person.open_contacts, name="desk_contacts"),
    path("events/desk/<uuid:key>/people/<str:public_id>/<slug:name>/", desk_person.act, name="desk_person_act"),
    path("events/desk/<uuid:key>/<slug:name>/", desk_event.act, name="desk_act"),
    path("events/<slug:slug>/register/", views.registration, name="register"),
]
