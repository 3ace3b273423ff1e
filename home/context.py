"""What every page's header and footer show."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """Context processor: names of the site; nothing personal, so that pages stay cacheable."""
    return {"site_name": settings.WAGTAIL_SITE_NAME}
