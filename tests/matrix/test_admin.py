"""Wagtail's own admin by every role, own and other region: a draft, a preview, a chooser, a listing leak nothing."""

import re

import pytest
from django.test import Client

from tests.matrix.admin_table import ADMIN_LINES, PRIVATE_WORD, AdminLine
from tests.matrix.admin_world import AdminWorld
from tests.matrix.visitors import PEOPLE

pytestmark = [
    pytest.mark.filterwarnings("ignore:Pagination may yield:django.core.paginator.UnorderedObjectListWarning"),
    # Wagtail leaves the file it made a small picture in to the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
REFUSED = {302, 403, 404}


def answer(client: Client, address: str) -> tuple[int, str]:
    """The status and the readable text, of JSON too."""
    got = client.get(address)
    body = b"".join(got.streaming_content) if got.streaming else got.content
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), body.decode(errors="ignore"))
    return got.status_code, text.replace("\u00a0", " ")


@pytest.mark.parametrize("line", ADMIN_LINES, ids=lambda line: line.label)
def test_who_is_let_into_the_admin(line: AdminLine, admin_world: AdminWorld, browsers: dict[str, Client]) -> None:
    asked = line.asked(browsers)
    let = set(line.let.split()) & asked
    see = let if line.see is None else set(line.see.split()) & asked
    address = line.address(admin_world)
    wrong, readers = {}, set()
    for name in sorted(asked):
        status, text = answer(browsers[name], address)
        if name in let and status != line.status:
            wrong[name] = f"не пустили: {status}"
        if name not in let and (status not in REFUSED or PRIVATE_WORD in text):
            wrong[name] = f"пустили: {status}"
        if line.word and line.word in text:
            readers.add(name)
    assert wrong == {}
    assert sorted(readers) == (sorted(see) if line.word else [])


def test_the_table_of_the_admin_is_large_enough() -> None:
    assert sum(len(line.asked({"guest", *PEOPLE})) for line in ADMIN_LINES) >= 1500
