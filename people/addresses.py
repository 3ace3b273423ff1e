"""Where a person may be sent after signing in: one helper for every `next=` (spec: reliability §8)."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

HOME = "/dashboard/"
LONGEST = 500


def safe_next(url: str | None, otherwise: str = "") -> str:
    """The address if it leads to a page of this site, else `otherwise`; never to another host in any spelling."""
    url = (url or "").strip()
    if not url or len(url) > LONGEST or any(ord(sign) < 33 or sign == "\\" for sign in url + unquote(url).strip()):
        return otherwise
    parts = urlsplit(settings.SITE_URL)
    # what looks safe must stay so for browsers that decode once more
    for one in (url, unquote(url)):
        if not one.startswith("/") and not one.startswith(f"{settings.SITE_URL}/"):
            return otherwise
        if not url_has_allowed_host_and_scheme(one, allowed_hosts={parts.netloc}, require_https=parts.scheme == "https"):
            return otherwise
    return url
