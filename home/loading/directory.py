"""Territories, organisations and resource centres of the demo."""

from core.models import Term
from home.loading.source import Known, read
from regions.models import Organisation, OrganisationContact, Region, ResourceCentre, Territory
from regions.services.organisations import organisation_slug

CENTRE_FIELDS = ("services", "hours")
ORGANISATION_FIELDS = ("kind", "name", "short_name", "inn", "kpp", "ogrn", "address", "site", "about", "status")
TERRITORY_FIELDS = ("kind", "name", "oktmo", "lat", "lon", "population", "population_on", "active")


def load(known: Known) -> None:
    """Everything that has a place on the map; run twice it changes nothing."""
    known.regions = {region.code: region for region in Region.objects.all()}
    known.terms = {(term.vocabulary, term.slug): term for term in Term.objects.all()}
    _territories(known)
    _organisations(known)
    _centres(known)


def _territories(known: Known) -> None:
    rows = read("territories")["territories"]
    for row in rows:
        values = {name: row[name] for name in TERRITORY_FIELDS if name in row}
        parent = known.territories.get(row.get("parent", ""))
        known.territories[row["key"]] = Territory.objects.update_or_create(
            region=known.regions[row["region"]],
            parent=parent,
            kind=values.pop("kind"),
            name=values.pop("name"),
            defaults=values | {"slug": row.get("slug", row["key"])},
        )[0]
    for row in rows:
        if after := row.get("replaced_by"):
            Territory.objects.filter(pk=known.territories[row["key"]].pk).update(
                replaced_by=known.territories[after], active=False
            )


def _organisations(known: Known) -> None:
    for row in read("organisations")["organisations"]:
        values = {name: row[name] for name in ORGANISATION_FIELDS if name in row}
        values["territory"] = known.territories.get(row.get("territory", ""))
        if year := row.get("alliance_since"):
            values["alliance_since"] = f"{year}-01-01" if isinstance(year, int) else year
        organisation = Organisation.objects.update_or_create(
            region=known.regions[row["region"]], slug=organisation_slug(values["short_name"] or values["name"]), defaults=values
        )[0]
        known.organisations[row["key"]] = organisation
        for contact in row.get("contacts", []):
            OrganisationContact.objects.update_or_create(organisation=organisation, name=contact["name"], defaults=contact)


def _centres(known: Known) -> None:
    for row in read("regions")["regions"]:
        centre = row["centre"]
        ResourceCentre.objects.update_or_create(
            region=known.regions[row["code"]],
            main=True,
            until=None,
            defaults={
                "organisation": known.organisations[centre["organisation"]],
                "since": centre["since"],
                **{name: centre.get(name, "") for name in CENTRE_FIELDS},
            },
        )
