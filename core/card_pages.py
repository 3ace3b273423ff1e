"""Pages as cards: whatever Wagtail does to a page (publish, move, rename, restrict, delete) reaches its card on commit."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core import cards
from core.cards import CardData
from core.models import Card

CardOf = Callable[[Page], CardData | None]
BATCH = 100

_followed: dict[type[Page], tuple[str, CardOf]] = {}


def follow(model: type[Page], kind: str, title: str, card_of: CardOf) -> None:
    """Keep the cards of a page model true from now on and make its kind known (AppConfig.ready).

    `card_of(page)` is called for live, unrestricted pages only; None takes the page out. It may read and render: it runs on
    commit, outside the act. Several models may share a kind: call `follow` for each.
    """
    _followed[model] = (kind, card_of)
    cards.register(kind, title, partial(_all_cards, kind))


def page_card(page: Page, kind: str, **said: object) -> CardData:
    """A card with what every page has filled in: key, language, address, title, page, date of first publication, last change."""
    plain = CardData(
        kind=kind,
        key=str(page.translation_key),
        locale=page.locale.language_code,
        url=page.url or "",
        title=page.title,
        date=page.first_published_at,
        page_id=page.pk,
        updated=page.last_published_at,
    )
    return replace(plain, **said)


def stream_text(value: object) -> str:
    """Words of a StreamField's value, for `body`."""
    return " ".join(value.stream_block.get_searchable_content(value))


def refresh(pages: Iterable[Page]) -> None:
    """Write or drop the cards of these pages as they are now; outside any transaction. Pages of other models are left out."""
    live: list[CardData] = []
    for page in pages:
        page = page.specific
        if type(page) not in _followed:
            continue
        kind, card_of = _followed[type(page)]
        data = card_of(page) if is_public(page) else None
        if data is None:
            cards.drop(kind, str(page.translation_key), page.locale.language_code)
        else:
            live.append(data)
    cards.put(live)


def refresh_later(page: Page) -> None:
    """`refresh` when the transaction commits."""
    pk = page.pk  # a lambda, no partial: Django names a robust hook that failed by its __qualname__
    transaction.on_commit(lambda: _refresh_pks([pk]), robust=True)


def refresh_subtree_later(page: Page) -> None:
    """The page and all below it: addresses or restrictions have changed."""
    pk = page.pk
    transaction.on_commit(lambda: _refresh_below(pk), robust=True)


def is_public(page: Page) -> bool:
    """Live, and neither the page nor anything above it is restricted."""
    return page.live and not page.get_view_restrictions().exclude(restriction_type=PageViewRestriction.NONE).exists()


def _all_cards(kind: str) -> Iterator[CardData]:
    """Cards of all public pages of the kind, page by page: for rebuilding."""
    restricted = _restricted()
    for model, (of_kind, card_of) in list(_followed.items()):
        if of_kind != kind:
            continue
        pks = list(model.objects.live().exact_type(model).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            for page in model.objects.live().filter(pk__in=pks[start : start + BATCH]).select_related("locale").order_by("pk"):
                if not page.path.startswith(restricted) and (data := card_of(page)) is not None:
                    yield data


def _restricted() -> tuple[str, ...]:
    rows = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.NONE)
    return tuple(rows.values_list("page__path", flat=True))


def _refresh_pks(pks: list[int]) -> None:
    refresh(_pages().filter(pk__in=pks))


def _refresh_below(pk: int) -> None:
    if top := Page.objects.filter(pk=pk).first():
        below = list(_pages().filter(path__startswith=top.path).values_list("pk", flat=True))
        for start in range(0, len(below), BATCH):
            _refresh_pks(below[start : start + BATCH])


def _pages() -> QuerySet[Page]:
    return Page.objects.specific().select_related("locale").order_by("path")


# Wagtail's and Django's own signals: the only places that know of a page changed in the admin.


def _published(sender: type[Page], instance: Page, **kwargs: object) -> None:
    if sender in _followed:
        refresh_later(instance)


def _moved(sender: type[Page], instance: Page, **kwargs: object) -> None:
    refresh_subtree_later(instance)


def _restriction_changed(sender: type, instance: PageViewRestriction, **kwargs: object) -> None:
    refresh_subtree_later(instance.page)


def _card_deleted(sender: type, instance: Card, **kwargs: object) -> None:
    """A page takes its card along (CASCADE): readers' copies must learn it."""
    kind, pk = instance.kind, instance.pk
    transaction.on_commit(lambda: cards.drop_pks(kind, [pk]), robust=True)


def connect() -> None:
    """Listen to Wagtail; once, from core's AppConfig.ready."""
    page_published.connect(_published, dispatch_uid="cards_published")
    page_unpublished.connect(_published, dispatch_uid="cards_unpublished")
    post_page_move.connect(_moved, dispatch_uid="cards_moved")
    page_slug_changed.connect(_moved, dispatch_uid="cards_renamed")
    post_save.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="cards_restricted")
    post_delete.connect(_restriction_changed, sender=PageViewRestriction, dispatch_uid="cards_released")
    post_delete.connect(_card_deleted, sender=Card, dispatch_uid="cards_deleted")
