"""«Войти здесь»: the link of the letter works in another browser or device; a mail scanner's GET signs nobody in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import links
from people import signin
from people.models import SignInLink
from people.services.door import LINK_PURPOSE


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_here(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button; POST signs in once. Used, old and altered links look the same."""
    link = links.find(SignInLink.objects.select_related("user"), token, LINK_PURPOSE)
    alive = link is not None and link.used_at is None and link.expires_at > timezone.now()
    if alive and request.method == "POST":
        response = signin.by_link(request, link)
        if response is not None:
            return response
        alive = False
    response = render(
        request, "people/sign_in_here.html", {"alive": alive, "email": link.email if alive else ""}, status=200 if alive else 404
    )
    # with no-referrer a browser posts forms with «Origin: null», and the CSRF check refuses them
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
