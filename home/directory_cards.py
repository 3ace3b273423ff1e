"""Cards of organisations and territories: what the lists /organizacii/ and /territorii/ and the search read (spec: civic A5)."""

from collections.abc import Iterator

from django.db import models
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import cards
from core.cards import CardData
from regions.changes import listen
from regions.models import Organisation, Territory

ORGANISATION, TERRITORY = "organisation", "territory"
LONGEST_INN = 10  # twelve digits are a person's


def organisation_url(organisation: Organisation) -> str:
    """The public address, the same in all languages but for the prefix."""
    return f"/organizacii/{organisation.pk}-{organisation.slug}/"


def territory_url(territory: Territory) -> str:
    """The public address of a territory."""
    return f"/territorii/{territory.pk}-{territory.slug}/"


def public_inn(organisation: Organisation) -> str:
    """ИНН of an organisation; that of a person (12 digits) is never shown (spec: civic A4)."""
    return organisation.inn if len(organisation.inn) == LONGEST_INN else ""


def organisation_card(organisation: Organisation) -> CardData:
    """The card of a public organisation; `region` and `territory` are read already."""
    region, territory = organisation.region, organisation.territory
    facets = [("kind", organisation.kind), ("region", region.slug)]
    said = [organisation.short_name, organisation.get_kind_display(), region.name, region.name_gen, organisation.address]
    url = organisation_url(organisation)
    with translation.override("ru"):
        html = render_to_string("home/components/organisation_card.html", {"organisation": organisation, "url": url})
        body = " ".join(str(words) for words in [*said, territory or "", public_inn(organisation)])
    return CardData(
        kind=ORGANISATION,
        key=f"org-{organisation.pk}",
        locale="ru",
        url=url,
        title=organisation.name,
        summary=organisation.about,
        html=html,
        facets=tuple(facets),
        body=body,
    )


def territory_card(territory: Territory) -> CardData:
    """The card of a territory of today; `region` and `parent` are read already."""
    url = territory_url(territory)
    with translation.override("ru"):
        place = ", ".join(str(one) for one in (territory.parent, territory.region) if one)
        html = render_to_string("home/components/territory_card.html", {"territory": territory, "place": place, "url": url})
        title, kind = str(territory), territory.get_kind_display()
    return CardData(
        kind=TERRITORY,
        key=f"ter-{territory.pk}",
        locale="ru",
        url=url,
        title=title,
        summary=place,
        html=html,
        facets=(("kind", territory.kind), ("region", territory.region.slug)),
        body=f"{kind} {territory.region.name_gen}",
    )


def organisation_cards() -> Iterator[CardData]:
    """All of them, for rebuilding and the nightly repair."""
    rows = Organisation.objects.public().select_related("region", "territory").order_by("pk")
    return map(organisation_card, rows.iterator(chunk_size=500))


def territory_cards() -> Iterator[CardData]:
    """All of them, for rebuilding and the nightly repair."""
    rows = Territory.objects.public().select_related("region", "parent").order_by("pk")
    return map(territory_card, rows.iterator(chunk_size=500))


def refresh(model: type[models.Model], pk: int) -> None:
    """Write or drop the card of one row as it is now; outside any transaction."""
    if model is Organisation:
        row = Organisation.objects.public().select_related("region", "territory").filter(pk=pk).first()
        _write(organisation_card(row) if row else None, ORGANISATION, f"org-{pk}")
    elif model is Territory:
        row = Territory.objects.public().select_related("region", "parent").filter(pk=pk).first()
        _write(territory_card(row) if row else None, TERRITORY, f"ter-{pk}")


def follow_directory() -> None:
    """Called once from the app's `ready`."""
    cards.register(ORGANISATION, _("Организации"), organisation_cards)
    cards.register(TERRITORY, _("Территории"), territory_cards)
    listen(refresh)


def _write(data: CardData | None, kind: str, key: str) -> None:
    if data is None:
        cards.drop(kind, key)
    else:
        cards.put([data])
