"""The desks «Обзвон» and «Письма»."""

from django.urls import path

from dashboard.views import calls, letters

urlpatterns = [
    path("dashboard/calls/", calls.calls, name="calls"),
    path("dashboard/calls/<str:public_id>/", calls.call, name="call"),
    path("dashboard/letters/", letters.letters, name="letters"),
    path("dashboard/letters/stop/", letters.stop, name="letters_stop"),
    path("dashboard/letters/<str:public_id>/", letters.letter, name="letter"),
    path("dashboard/letters/<str:public_id>/resend/", letters.resend, name="letter_resend"),
]
