"""Every address of our apps × every role × own and other region: nothing leaks, nobody is locked out (spec: reliability §3)."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.matrix.table import BY_LINK, EVERYBODY, FACTOR, LINES, PUBLIC, Line
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
DOOR = "/accounts/login/"


def answer_to(line: Line, world: World, client: Client) -> tuple[object, str]:
    """The status (or the word «door») and the text of the answer."""
    address = reverse(line.name, args=line.args(world))
    answer = getattr(client, line.method)(address, line.data(world))
    if answer.streaming:
        b"".join(answer.streaming_content)
    readable = not answer.streaming and answer.status_code == 200
    text = answer.content.decode(errors="ignore").replace("\u00a0", " ") if readable else ""
    if answer.status_code == 302 and answer.url.startswith(DOOR):
        return "door", text
    return answer.status_code, text


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_who_is_let_in(line: Line, world: World, browsers: dict[str, Client]) -> None:
    """First who is not let in, then who is: an act changes things only when it is allowed."""
    let, see = line.let.split(), (line.see or line.let).split()
    order = sorted(["guest", *EVERYBODY.split()], key=lambda name: name in let)
    got, readers = {}, []
    for name in order:
        got[name], text = answer_to(line, world, browsers[name])
        if line.word and line.word in text:
            readers.append(name)
    stranger = {name: "door" if name == "guest" else 404 for name in order}
    expected = stranger | dict.fromkeys(let, line.status) | line.besides
    assert {name: got[name] for name in order if got[name] != expected[name]} == {}
    assert sorted(readers) == (sorted(see) if line.word else [])


@pytest.mark.parametrize("name", sorted(BY_LINK))
def test_a_wrong_link_opens_nothing(name: str, browsers: dict[str, Client]) -> None:
    for client in browsers.values():
        assert client.get(reverse(name, args=["a" * 60])).status_code == 404


@pytest.mark.parametrize("name", sorted(FACTOR))
def test_a_guest_changes_no_second_factor(name: str, db: None) -> None:
    assert Client().get(reverse(name)).url.startswith(DOOR)


def test_every_address_has_its_line() -> None:
    told = {line.name for line in LINES} | PUBLIC | BY_LINK | FACTOR
    ours = set(names(get_resolver()))
    assert (sorted(ours - told), sorted(told - ours)) == ([], [])


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Names of the addresses outside the admin that our apps answer."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            if not str(one.pattern).startswith(("admin/", "documents/")):
                yield from names(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif one.name and not one.name.startswith(("wagtail", "wagtailcore")):
            yield f"{space}{one.name}"


def test_the_table_is_large_enough() -> None:
    assert len(LINES) * (len(EVERYBODY.split()) + 1) + len(BY_LINK) * 10 > 600
