"""Links of a long list's pages, for components/pager.html."""

from collections.abc import Sequence
from urllib.parse import urlencode

AROUND = 2
Pairs = Sequence[tuple[str, str]]


def address(path: str, pairs: Pairs) -> str:
    """The path with these pairs as its question."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def pager(path: str, pairs: Pairs, page: int, pages: int) -> dict:
    """`pages`, `previous`, `next`: the current page, two on each side, the first and the last."""

    def url(number: int) -> str:
        return address(path, [*pairs, ("page", str(number))] if number > 1 else pairs)

    shown = sorted({1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)})
    return {
        "pages": [{"number": number} if number == page else {"number": number, "url": url(number)} for number in shown],
        "previous": url(page - 1) if page > 1 else "",
        "next": url(page + 1) if page < pages else "",
    }
