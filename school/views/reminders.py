"""The own switch of reminders."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.decorators import signed_in
from school.services.reminders import switch


@signed_in
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """«Не присылать напоминаний» and «Снова напоминать»."""
    on = request.POST.get("act") == "on"
    switch(request.user, on=on)
    messages.success(
        request, _("Снова будем напоминать о сроках.") if on else _("Напоминаний больше не будет. Решения и ответы придут.")
    )
    return redirect("school:my")
