"""Where to go back to: never to a foreign host."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest, default: str = "/", name: str = "next") -> str:
    """The address given as `next` (POST wins over GET) if it is one of this site, else `default`."""
    address = request.POST.get(name) or request.GET.get(name) or ""
    allowed = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if allowed else default


def is_safe_link(address: str) -> bool:
    """Whether a link an editor typed is of a harmless kind: https, http, mailto, tel or a path of this site."""
    plain = address.strip()
    if plain.startswith("/"):
        return not plain.startswith(("//", "/\\"))
    return plain.lower().startswith(("https://", "http://", "mailto:", "tel:"))
