"""From a path to a page: one look-up by the whole path at any depth, remembered by each process until a publication."""

from threading import Lock

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.cache import stamp

MOST = 20_000


class Routes:
    """What paths led to: (model, pk), or None for «no page of this path»."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[type[Page], int]] = {}
        self.of, self.lock = "", Lock()

    def find(self, url_path: str) -> Page | None:
        """The live page of a full path, None if there is none. One query once the path is known, two the first time."""
        now = stamp.now()
        with self.lock:
            if self.of != now or len(self.known) > MOST:
                self.known, self.of = {}, now
            place = self.known.get(url_path)
        if place is None:
            page = Page.objects.filter(url_path=url_path, live=True).select_related("content_type", "locale").first()
            if page is None:
                return None
            place = (page.specific_class, page.pk)
            with self.lock:
                self.known[url_path] = place
        model, pk = place
        found = model.objects.filter(pk=pk, live=True, url_path=url_path).select_related("locale").first()
        if found is None:
            with self.lock:
                self.known.pop(url_path, None)
        return found


ROUTES = Routes()


def route(root: Page, request: HttpRequest, path_components: list[str]) -> RouteResult | None:
    """The page below `root` at these path components, or None: then Wagtail's own routing decides."""
    if not path_components:
        return None
    page = ROUTES.find(f"{root.url_path}{'/'.join(path_components)}/")
    return RouteResult(page) if page is not None else None
