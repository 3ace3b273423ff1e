"""All addresses: machines' ones without a language, people's screens under i18n_patterns, Wagtail's pages last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from home.routing import serve

urlpatterns = [
    path("", include("core.urls_machine")),
    path("", include("home.urls_machine")),
    path("", include("events.urls_machine")),
    path("", include("practices.urls_machine")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    path("", include("core.urls")),
    path("", include("people.urls")),
    path("", include("regions.urls")),
    path("", include("school.urls")),
    path("", include("events.urls")),
    path("", include("practices.urls")),
    path("", include("dashboard.urls")),
    path("", include("home.urls")),
    # Wagtail's view of pages with a memory of paths, under the name Wagtail makes addresses by.
    re_path(serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.fault"
handler403 = "core.views.errors.refused"
handler400 = "core.views.errors.bad_request"
