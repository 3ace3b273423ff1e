"""Hostile text in the fields that anybody fills in (spec: reliability §12, cases 27, 28, 30)."""

import json
import time
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import StreamField
from wagtail.models import Page

from core.typography import typo
from events.models import Registration
from people.models import User
from tests.factories.events import make_event, make_organiser, make_page, region
from tests.journeys.test_register_for_module import form_of

OURS = ("core", "regions", "people", "events", "practices", "school", "applications", "dashboard", "home")
ADDRESS = "/events/modul/register/"
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "'; DROP TABLE events_registration; --",
    "{{ 7|add:7 }}{% now 'Y' %}",
]
LINKS = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>"]


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def written(hidden: dict[str, str], **fields: str) -> dict[str, object]:
    usual = {"contact": "olga@example.org", "surname": "Рябинина", "name": "Ольга", "patronymic": "Львовна", "agree": "on"}
    return usual | {"organisation": "ТОС", "region": region("PER").pk} | hidden | fields


@pytest.mark.parametrize("payload", PAYLOADS)
def test_27_a_payload_in_every_field_is_shown_as_text(client: Client, zoya: User, payload: str) -> None:
    event = make_organiser_event(zoya)
    for name in ("surname", "name", "patronymic", "organisation", "contact"):
        cache.clear()
        answer = client.post(ADDRESS, written(form_of(client, ADDRESS), **{name: payload}), follow=True)
        assert answer.status_code in (200, 422)
        assert raw(payload) not in answer.content.decode()
    client.force_login(zoya)
    desk = client.get(f"/events/desk/{event.key}/people/").content.decode()
    assert raw(payload) not in desk
    assert Registration.objects.filter(event=event).exists()


def make_organiser_event(zoya: User) -> object:
    event = make_event()
    make_organiser(event, zoya)
    make_page(event, "modul")
    return event


def raw(payload: str) -> str:
    """What would work if it stood in the page as it was typed: a tag, a quote that closes an attribute, a value worked out."""
    return "142026" if payload.startswith("{{") else payload


@pytest.mark.parametrize("text", ["я" * 70_000, "(" * 5_000 + ")" * 5_000, "<b>" * 20_000], ids=["letters", "brackets", "tags"])
def test_28_endless_text_gets_an_answer_at_the_field(client: Client, zoya: User, text: str) -> None:
    event = make_organiser_event(zoya)
    began = time.monotonic()
    answer = client.post(ADDRESS, written(form_of(client, ADDRESS), surname=text))
    search = client.get("/poisk/", {"q": text[:3_000]})
    typo(text)
    assert (answer.status_code, search.status_code < 500) == (422, True)
    assert "Убедитесь, что это значение содержит не более" in answer.content.decode()
    assert time.monotonic() - began < 10
    assert not Registration.objects.filter(event=event).exists()


def link_fields() -> Iterator[models.URLField]:
    """Every field of our models that holds an address typed by somebody."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            yield from (field for field in model._meta.local_fields if isinstance(field, models.URLField))


def link_blocks() -> Iterator[blocks.URLBlock]:
    """Every block of our pages that holds an address."""
    for model in (one for one in apps.get_models() if issubclass(one, Page) and one._meta.app_label in OURS):
        for field in model._meta.local_fields:
            if isinstance(field, StreamField):
                yield from (one for one in inner(field.stream_block) if isinstance(one, blocks.URLBlock))


def inner(block: blocks.Block) -> Iterator[blocks.Block]:
    """A block and all within it."""
    yield block
    children = getattr(block, "child_blocks", {}).values() or filter(None, [getattr(block, "child_block", None)])
    for child in children:
        yield from inner(child)


@pytest.mark.parametrize("link", LINKS)
def test_30_no_field_of_a_link_takes_an_address_that_runs(link: str) -> None:
    fields, in_blocks = list(link_fields()), list(link_blocks())
    assert fields
    assert in_blocks
    for one in fields:
        with pytest.raises(ValidationError):
            one.run_validators(link)
    for one in in_blocks:
        with pytest.raises(ValidationError):
            one.clean(link)


@pytest.mark.parametrize("link", LINKS)
def test_30_rich_text_drops_a_link_that_runs(link: str) -> None:
    words = {"text": "сюда", "key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    state = {
        "blocks": [words | {"entityRanges": [{"offset": 0, "length": 4, "key": 0}]}],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": link}}},
    }
    stored = ContentstateConverter(["link"]).to_database_format(json.dumps(state))
    assert "сюда" in stored
    assert "script:" not in stored.lower()
    assert "data:" not in stored
