"""«Крупный шрифт · для слабовидящих»: a cookie, attributes, a way back to our own pages only."""

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory

from core import vision
from core.redirects import safe_next
from core.vision import Vision


@pytest.mark.parametrize("chosen", [Vision(), Vision("200", "green", "wide", "off"), Vision(scheme="blue")])
def test_cookie_comes_back_as_the_same_choice(chosen: Vision) -> None:
    assert vision.parse(chosen.cookie) == chosen


@pytest.mark.parametrize(
    "raw", ["", "125", "125.bw.normal", "125.bw.normal.on.on", "126.bw.normal.on", '125.bw"><script>.normal.on', "...", "1"]
)
def test_forged_and_old_cookies_give_the_usual_view(raw: str) -> None:
    assert vision.parse(raw) is None


def test_a_press_changes_one_thing_and_keeps_the_rest() -> None:
    now = Vision("150", "blue", "wide", "off")
    assert vision.changed(now, {"scheme": "wb"}) == Vision("150", "wb", "wide", "off")
    assert vision.changed(now, {"scheme": "pink", "size": "900"}) == now
    assert vision.changed(None, {"size": "200"}) == Vision(size="200")
    assert vision.changed(now, {"vision": "off"}) is None


def test_choosing_returns_to_the_page_and_remembers(client: Client) -> None:
    answer = client.get("/vision/", {"size": "150", "next": "/shkola/?a=1"})
    cookie = answer.cookies["vision"]
    assert (answer.status_code, answer["Location"], cookie.value) == (302, "/shkola/?a=1", "150.bw.normal.on")
    assert (cookie["samesite"], bool(cookie["httponly"]), cookie["max-age"]) == ("Lax", True, vision.YEAR)
    assert client.get("/vision/", {"scheme": "wb"}).cookies["vision"].value == "150.wb.normal.on"
    assert client.get("/vision/", {"vision": "off"}).cookies["vision"].value == ""


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/a", "javascript:alert(1)", "/\\evil.example", ""])
def test_foreign_addresses_lead_home(address: str) -> None:
    assert safe_next(RequestFactory().get("/vision/", {"next": address})) == "/"
    assert safe_next(RequestFactory().post("/vision/", {"next": address}), default="/dashboard/") == "/dashboard/"


def test_posted_address_wins() -> None:
    assert safe_next(RequestFactory().post("/x/?next=/a/", {"next": "/b/"})) == "/b/"


def attributes(raw: str) -> str:
    request: HttpRequest = RequestFactory().get("/")
    request.COOKIES["vision"] = raw
    return Template("{% vision_attrs %}").render(Context({"request": request}))


def test_attributes_of_the_page() -> None:
    assert attributes("") == ""
    assert attributes("200.green.wide.off") == (
        ' data-vision="on" data-size="200" data-scheme="green" data-spacing="wide" data-images="off"'
    )
    assert attributes("125.bw.normal.on") == ' data-vision="on" data-size="125" data-scheme="bw"'


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/vision/", {"size": "150"}).status_code == 405


@pytest.mark.django_db
def test_page_and_panel_are_shown(client: Client) -> None:
    first = client.get("/vision/?next=/shkola/").content.decode()
    assert (first.count('class="vp'), first.count('href="/shkola/">')) == (1, 1)
    client.cookies["vision"] = "150.blue.normal.on"
    second = client.get("/vision/").content.decode()
    assert (second.count('class="vp'), second.count('<html lang="ru" data-vision="on" data-size="150" data-scheme="blue">')) == (
        1,
        1,
    )
    assert second.count('value="150" aria-pressed="true"') == 1
