"""«Познакомимся»: the first screen after the first sign-in (spec: platform §6)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.limits import client_ip
from people import signin
from people.addresses import safe_next
from people.door_forms import WelcomeForm
from people.services.welcome import introduce


@never_cache
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Name, region, consent; then on to where the person was going."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    if request.user.welcomed_at is not None:
        return HttpResponseRedirect(signin.after(request))
    person = request.user
    if request.method == "GET":
        form = WelcomeForm(person=person, initial={"next": safe_next(request.GET.get("next"))})
        return render(request, "people/welcome.html", {"form": form})
    form = WelcomeForm(request.POST, person=person)
    if not form.is_valid():
        return render(request, "people/welcome.html", {"form": form}, status=422)
    introduce(person, form.cleaned_data, ip=client_ip(request))
    return HttpResponseRedirect(signin.after(request))
