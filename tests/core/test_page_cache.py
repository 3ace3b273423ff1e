"""The page cache: who is answered from it, who never, and how soon a publication is seen (spec: platform §3, reliability §8)."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from core import cache as pages
from core.middleware.pages import PageCacheMiddleware

pytestmark = [pytest.mark.urls("tests.core.fault_urls"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def cache_on(settings: object) -> Iterator[None]:
    settings.PAGE_CACHE = True
    yield
    cache.clear()
    for one in (pages.store, pages.misfits):
        one.clear()
    pages.stamp.forget()


@pytest.fixture
def reader(cache_on: None) -> Client:
    return Client()


def test_second_reader_gets_the_same_page(reader: Client) -> None:
    assert reader.get("/page/").content == Client().get("/page/").content


def test_query_string_makes_another_page(reader: Client) -> None:
    assert reader.get("/page/").content != reader.get("/page/?page=2").content


def test_escaped_question_mark_is_no_query(reader: Client) -> None:
    first = reader.get("/page/?x")
    assert (first.status_code, reader.get("/page/%3Fx").status_code) == (200, 404)


@pytest.mark.parametrize("address", ["/form/", "/private/", "/odd-vary/", "/missing/"])
def test_what_is_not_for_everybody_is_made_anew(reader: Client, address: str) -> None:
    assert Client().get(address).content != Client().get(address).content


def test_reader_with_any_other_cookie_gets_an_own_page(reader: Client) -> None:
    ready = reader.get("/page/").content
    reader.cookies["sessionid"] = "x"
    assert reader.get("/page/").content != ready


def test_vision_cookie_has_a_page_of_its_own(reader: Client) -> None:
    plain = reader.get("/page/").content
    reader.cookies["vision"] = "150.wb.normal.on"
    first, second = reader.get("/page/").content, reader.get("/page/").content
    assert (first != plain, first == second) == (True, True)


def test_forged_vision_cookie_shares_the_usual_page(reader: Client) -> None:
    plain = reader.get("/page/").content
    reader.cookies["vision"] = "2:dark"
    assert reader.get("/page/").content == plain


def test_foreign_host_is_refused_though_the_page_is_ready(reader: Client) -> None:
    reader.get("/page/")
    assert reader.get("/page/", headers={"host": "evil.example"}).status_code == 400


def test_known_page_is_not_sent_again(reader: Client) -> None:
    first = reader.get("/page/")
    again = reader.get("/page/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_head_is_answered_without_a_body(reader: Client) -> None:
    page = reader.get("/page/")
    head = reader.head("/page/")
    assert (head.content, head["Content-Length"]) == (b"", str(len(page.content)))


def test_ready_page_keeps_its_headers_and_lets_the_proxy_keep_it_a_second(reader: Client) -> None:
    first, second = reader.get("/page/"), reader.get("/page/")
    names = ("Content-Security-Policy", "Content-Type", "Cache-Control", "X-Accel-Expires", "X-Content-Type-Options", "Vary")
    assert [second[name] for name in names] == [first[name] for name in names]
    assert (second["Cache-Control"], second["X-Accel-Expires"]) == ("no-cache", "1")


@pytest.mark.parametrize(("address", "seconds"), [("/page/", 60), ("/places/", 5)])
def test_how_long_a_page_lives(reader: Client, address: str, seconds: int) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        first = reader.get(address).content
        clock.shift(seconds - 1)
        same = reader.get(address).content
        clock.shift(2)
        pages.store.clear()
        cache.clear()
        assert (same == first, reader.get(address).content == first) == (True, False)


def test_publication_is_seen_at_once_here_and_within_a_second_elsewhere(reader: Client) -> None:
    first = reader.get("/page/").content
    elsewhere = pages.Stamp()
    old = elsewhere.now()
    pages.bump()
    assert reader.get("/page/").content != first
    assert elsewhere.now() == old
    elsewhere.read_at = time.monotonic() - pages.LOOK_EVERY
    assert elsewhere.now() == pages.stamp.now()


def test_two_hundred_at_once_make_the_page_once(cache_on: None) -> None:
    made: list[int] = []
    all_here = threading.Barrier(40)

    def view(request: HttpRequest) -> HttpResponse:
        made.append(1)
        threading.Event().wait(0.05)  # a slow page: everybody else arrives meanwhile
        return HttpResponse("медленная")

    site = PageCacheMiddleware(view)

    def ask(number: int) -> bytes:
        if number < 40:
            all_here.wait(5)
        return site(RequestFactory().get("/cold/")).content

    with ThreadPoolExecutor(40) as pool:
        answers = set(pool.map(ask, range(200)))
    assert (answers, len(made)) == ({"медленная".encode()}, 1)


def test_page_made_by_another_process_is_waited_for(cache_on: None) -> None:
    """The claim is in the shared cache: a second process takes the neighbour's page instead of making it again."""
    request = RequestFactory().get("/other/")
    first = PageCacheMiddleware(lambda _request: HttpResponse("сделано соседом"))(request)
    pages.store.clear()  # as in another process: nothing of its own
    second = PageCacheMiddleware(lambda _request: HttpResponse("сделано заново"))(RequestFactory().get("/other/"))
    assert (first.content, second.content) == ("сделано соседом".encode(),) * 2


def test_pages_together_weigh_no_more_than_allowed() -> None:
    store = pages.Store(most=5000)
    for number in range(10):
        store.put(str(number), pages.Page((), b"x" * 1000, "t", time.time() + 60))
    assert (list(store.pages), store.weight) == (["8", "9"], 4000)
