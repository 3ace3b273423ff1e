"""Screens of the site under the languages."""

from django.urls import path

from home.views import corrections, coverage, loads, organisations, poster, search, site_map, territories

app_name = "home"
urlpatterns = [
    path("poisk/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("organizacii/", organisations.organisations, name="organisations"),
    path("organizacii/<int:pk>-<slug:slug>/", organisations.organisation, name="organisation"),
    path("organizacii/<int:pk>-<slug:slug>/ispravit/", corrections.ask, name="correction_ask"),
    path("organizacii/<int:pk>-<slug:slug>/ispravit/spasibo/", corrections.sent, name="correction_sent"),
    path("regions/desk/corrections/", corrections.desk, name="corrections"),
    path("regions/desk/corrections/<str:public_id>/", corrections.decide, name="correction"),
    path("regions/desk/coverage/", coverage.coverage, name="coverage"),
    path("regions/desk/load/<slug:kind>/", loads.load, name="load"),
    path("regions/desk/load/<slug:kind>/sample/", loads.sample, name="load_sample"),
    path("regions/desk/load/<slug:kind>/<str:key>/", loads.preview, name="load_preview"),
    path("territorii/", territories.territories, name="territories"),
    path("territorii/<int:pk>-<slug:slug>/", territories.territory, name="territory"),
    path("karta-sayta/", site_map.site_map, name="site_map"),
    path("poster/", poster.poster, name="poster"),
]
