"""«Обо мне»: what the person corrects alone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from people.account_forms import ProfileForm
from people.decorators import signed_in
from people.models import User
from people.services.account import change_profile


@cache_control(private=True, no_cache=True)
@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Read and correct the own data."""
    person = User.objects.select_related("region").get(pk=request.user.pk)
    if request.method == "GET":
        form = ProfileForm(instance=person, languages=settings.LANGUAGES)
        return render(request, "people/profile.html", {"form": form, "person": person, "saved": "saved" in request.GET})
    form = ProfileForm(request.POST, instance=User(pk=person.pk), languages=settings.LANGUAGES)
    if not form.is_valid():
        return render(request, "people/profile.html", {"form": form, "person": person}, status=422)
    change_profile(person, form.cleaned_data, by=request.user)
    return HttpResponseRedirect(f"{reverse('people:profile')}?saved")
