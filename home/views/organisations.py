"""«Организации»: the list, one organisation, the download (spec: civic A5)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import exports, languages
from core.facets import Listing
from home import directory_shown, structured
from home.directory_cards import ORGANISATION, organisation_url, public_inn
from home.exports import organisation_columns
from regions.living import phone_for
from regions.models import Organisation
from regions.models.organisation import PUBLIC_STATUSES, OrganisationKind

LONGEST_CHAIN = 5
PRACTICES = 6


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The list with its filters; ready cards, so its cost does not grow."""
    request.page_translations = languages.everywhere(request.path)
    context = directory_shown.shown(ORGANISATION, request.path, request.GET, OrganisationKind)
    return render(request, "home/organisations.html", context)


@require_safe
def organisation(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One public organisation; a merged one and an old spelling lead to the right address, anything else is not found."""
    found = _public(pk)
    if found.pk != pk or found.slug != slug:
        return redirect(languages.in_language(organisation_url(found), languages.current()), permanent=True)
    request.page_translations = languages.everywhere(request.path)
    practices = Listing("practice", languages.current()).answer({"organisation": [str(found.pk)]}, per_page=PRACTICES)
    context = {
        "organisation": found,
        "facts": _facts(found),
        "contacts": found.contacts.filter(is_public=True).order_by("pk"),
        "centre": found.centres.filter(until__isnull=True).first(),
        "practices": practices,
        "living": phone_for(found.region),
        "structured": structured.of_organisation(found),
    }
    return render(request, "home/organisation.html", context)


@require_safe
def download(request: HttpRequest, format: str) -> HttpResponse:
    """What the list shows, as CSV or XLSX: public columns alone, hence no row in the history."""
    keys = directory_shown.wanted_keys(ORGANISATION, request.GET, OrganisationKind)
    rows = Organisation.objects.public().select_related("region", "territory").order_by("name_norm", "pk")
    if keys is not None:
        found = rows.in_bulk(keys)
        rows = [found[key] for key in keys if key in found]
    return exports.respond(request, _("Организации"), organisation_columns(), rows, what=None, format=format)


def _public(pk: int) -> Organisation:
    """The organisation, or the one it was merged into, however many merges ago; Http404 for what is not public."""
    rows = Organisation.objects.select_related("region", "territory", "territory__parent")
    for _step in range(LONGEST_CHAIN):
        found = rows.filter(pk=pk).first()
        if found is None:
            break
        if found.status in PUBLIC_STATUSES:
            return found
        if found.merged_into_id is None:
            break
        pk = found.merged_into_id
    raise Http404


def _facts(one: Organisation) -> list[dict]:
    since = str(one.alliance_since.year) if one.alliance_since else ""
    pairs = [
        (_("Вид"), one.get_kind_display()),
        (_("Регион"), one.region.title),
        (_("Адрес"), one.address),
        (_("В альянсе с"), since),
        (_("ИНН"), public_inn(one)),
        (_("ОГРН"), one.ogrn),
    ]
    return [{"title": title, "value": value} for title, value in pairs if value]
