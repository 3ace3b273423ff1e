"""Why a page cannot be deleted: in Russian, with the number and what to do instead (spec: reliability §2, practices §10).

Learning, citations, doors and other pages hold a page by PROTECT; without an answer here the admin would show a fault.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from wagtail.models import Page


def why_not_deleted(pages: Iterable[Page]) -> str:
    """The sentence for whoever tries to delete these pages with all below; empty when nothing holds them. Changes nothing."""
    chosen = list(pages)
    if any(page.is_root() or page.is_site_root() for page in chosen):
        return _("Главную страницу удалить нельзя: на ней держится весь сайт.")
    holders = _holders(chosen)
    if not holders:
        return ""
    named = ", ".join(f"{name} ({count})" for name, count in sorted(holders.items()))
    return _(
        "Удалить нельзя: на эту страницу или страницы под ней опираются другие записи: %(named)s. Снимите её с публикации."
    ) % {"named": named}


def _holders(pages: list[Page]) -> Counter[str]:
    """What holds the pages, by the Russian name of its kind."""
    found: set[Model] = set()
    for page in pages:
        below = page.get_descendants(inclusive=True)
        try:
            Collector(using=router.db_for_write(Page)).collect(below)
        except ProtectedError as error:
            found.update(error.protected_objects)
        except RestrictedError as error:
            found.update(error.restricted_objects)
    return Counter(str(one._meta.verbose_name) for one in found)
