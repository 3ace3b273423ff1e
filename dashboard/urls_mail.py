"""The desks «Обзвон» and «Письма», big exports."""

from django.urls import path

from dashboard.views import calls, exports, letters

urlpatterns = [
    path("dashboard/calls/", calls.calls, name="calls"),
    path("dashboard/calls/<str:public_id>/", calls.call, name="call"),
    path("dashboard/exports/<str:public_id>/", exports.export, name="export"),
    path("dashboard/exports/<str:public_id>/file/", exports.export_file, name="export_file"),
    path("dashboard/letters/", letters.letters, name="letters"),
    path("dashboard/letters/stop/", letters.stop, name="letters_stop"),
    path("dashboard/letters/<str:public_id>/", letters.letter, name="letter"),
    path("dashboard/letters/<str:public_id>/resend/", letters.resend, name="letter_resend"),
]
