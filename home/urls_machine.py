"""Addresses for machines, without a language."""

from django.urls import path

from home.views import machines, organisations, poster, territories

urlpatterns = [
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("s/<int:pk>/", poster.short, name="short_page"),
    path("s/<int:pk>/picture.jpg", poster.picture, name="page_picture"),
    path("regions/organisations.csv", organisations.download, {"format": "csv"}, name="organisations_csv"),
    path("regions/organisations.xlsx", organisations.download, {"format": "xlsx"}, name="organisations_xlsx"),
    path("regions/territories.csv", territories.download, {"format": "csv"}, name="territories_csv"),
    path("regions/territories.xlsx", territories.download, {"format": "xlsx"}, name="territories_xlsx"),
]
