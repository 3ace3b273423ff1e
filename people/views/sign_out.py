"""«Выйти»: a question on GET, the act on POST; afterwards Back shows nothing on a shared phone (spec: reliability §8)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import signin


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in; unsent texts of forms lie in the storage of this device and go too."""
    if request.method == "GET":
        return render(request, "account/logout.html") if request.user.is_authenticated else HttpResponseRedirect("/")
    signin.leave(request)
    response = HttpResponseRedirect("/")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
