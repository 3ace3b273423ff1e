"""Addresses for machines, without a language."""

from django.urls import path

from home.views import organisations, territories

urlpatterns = [
    path("regions/organisations.csv", organisations.download, {"format": "csv"}, name="organisations_csv"),
    path("regions/organisations.xlsx", organisations.download, {"format": "xlsx"}, name="organisations_xlsx"),
    path("regions/territories.xlsx", territories.download, {"format": "xlsx"}, name="territories_xlsx"),
]
