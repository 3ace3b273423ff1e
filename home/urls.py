"""Screens of the site under the languages."""

from django.urls import path

from home.views import organisations, poster, search, site_map, territories

app_name = "home"
urlpatterns = [
    path("poisk/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("organizacii/", organisations.organisations, name="organisations"),
    path("organizacii/<int:pk>-<slug:slug>/", organisations.organisation, name="organisation"),
    path("territorii/", territories.territories, name="territories"),
    path("territorii/<int:pk>-<slug:slug>/", territories.territory, name="territory"),
    path("karta-sayta/", site_map.site_map, name="site_map"),
    path("poster/", poster.poster, name="poster"),
]
