"""Facts for search engines as JSON-LD: NGO and Place (spec: civic A5)."""

import json

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from home.directory_cards import organisation_url, public_inn, territory_url
from regions.models import Organisation, Territory

# What would end the element or open a comment in it.
HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
NON_PROFIT = {"fms", "nko"}


def as_json(facts: dict) -> SafeString:
    """The facts as text for a `<script type="application/ld+json">`, which browsers never run; empty ones are left out."""
    plain = {name: value for name, value in facts.items() if value not in ("", None)}
    return mark_safe(json.dumps(plain, ensure_ascii=False).translate(HARMLESS))


def of_organisation(organisation: Organisation) -> SafeString:
    """An organisation."""
    where = organisation.address and {
        "@type": "PostalAddress",
        "streetAddress": organisation.address,
        "addressRegion": organisation.region.name,
        "addressCountry": "RU",
    }
    return as_json(
        {
            "@context": "https://schema.org",
            "@type": "NGO" if organisation.kind in NON_PROFIT else "Organization",
            "name": organisation.name,
            "alternateName": organisation.short_name,
            "url": settings.SITE_URL + organisation_url(organisation),
            "sameAs": organisation.site,
            "description": organisation.about,
            "taxID": public_inn(organisation),
            "areaServed": organisation.region.name,
            "address": where,
        }
    )


def of_territory(territory: Territory) -> SafeString:
    """A place."""
    point = territory.lat is not None and {
        "@type": "GeoCoordinates",
        "latitude": float(territory.lat),
        "longitude": float(territory.lon),
    }
    return as_json(
        {
            "@context": "https://schema.org",
            "@type": "Place",
            "name": str(territory),
            "url": settings.SITE_URL + territory_url(territory),
            "containedInPlace": {"@type": "AdministrativeArea", "name": str(territory.parent or territory.region)},
            "geo": point or None,
        }
    )
