"""The ready card of a practice: what the library, the search, the map and the feeds read."""

from django.template.loader import render_to_string
from django.utils import translation

from core.card_pages import page_card, stream_text
from core.cards import CardData
from practices.models import PracticePage

KIND = "practice"


def card_of(page: PracticePage) -> CardData | None:
    """The card of a live page; None for an archived practice."""
    anchor = page.practice
    if anchor and anchor.archived_at:
        return None
    themes, groups = list(page.themes.all()), list(page.groups.all())
    sums = page.sums
    with translation.override(page.locale.language_code):
        context = {"page": page, "themes": themes, "groups": groups, "sums": sums}
        html = render_to_string("practices/components/card.html", context)
    return page_card(
        page,
        KIND,
        summary=page.summary,
        html=html,
        facets=_facets(page, themes, groups, sums.needs),
        amount=sums.money,
        body=_body(page, themes, groups),
    )


def _facets(page: PracticePage, themes: list, groups: list, needs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    facets = [("theme", term.slug) for term in themes] + [("group", term.slug) for term in groups]
    facets += [("need", need) for need in needs] + [("stage", page.stage)]
    if page.region:
        facets.append(("region", page.region.slug))
    if page.organisation:
        facets += [("org", page.organisation.kind), ("organisation", str(page.organisation_id))]
    if page.territory_id:
        facets.append(("territory", str(page.territory_id)))
    if page.started_on:
        facets.append(("year", str(page.started_on.year)))
    return tuple(facets)


def _body(page: PracticePage, themes: list, groups: list) -> str:
    streams = (page.steps, page.resources, page.results, page.partners)
    names = [str(one) for one in (page.region, page.territory, page.organisation) if one]
    parts = [page.problem, page.what_failed, page.transfer_conditions, *map(stream_text, streams), *names]
    return " ".join(parts + [term.title for term in themes + groups])
