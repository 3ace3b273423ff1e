"""Editors choose by looking: every block has its picture, words and group, every kind of page its preview (spec: platform §4)."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.blocks import Block, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from home.admin.checks import OWN, STOCK, RussianChecks
from practices.models import PracticePage
from tests.factories.regions import organisation, region

pytestmark = pytest.mark.django_db


def page_models() -> list[type[Page]]:
    return [one for one in apps.get_models() if issubclass(one, Page) and (settings.BASE_DIR / one._meta.app_label).is_dir()]


def chosen_blocks() -> dict[str, Block]:
    """What an editor picks from a menu, by page, field and name."""
    found: dict[str, Block] = {}
    for model in page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for name, block in below(field.stream_block):
                    found[f"{model.__name__}.{field.name}.{name}"] = block
    return found


def below(stream: StreamBlock) -> Iterator[tuple[str, Block]]:
    for name, block in stream.child_blocks.items():
        yield name, block
        if isinstance(block, StreamBlock):
            yield from below(block)
        if isinstance(block, StructBlock):
            for child in block.child_blocks.values():
                if isinstance(child, StreamBlock):
                    yield from below(child)


def test_every_block_shows_how_it_will_look(client: Client, egor: object) -> None:
    client.force_login(egor)
    answers, seen = {}, set()
    for name, block in chosen_blocks().items():
        if type(block) in seen or not block.is_previewable:
            continue
        seen.add(type(block))
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        answers[name] = answer.status_code
    without = [name for name, block in chosen_blocks().items() if not block.is_previewable]
    assert without == []
    assert len(answers) > 10
    assert {name: status for name, status in answers.items() if status != 200} == {}


def test_every_block_is_called_and_explained_in_russian() -> None:
    wrong = {}
    with override("ru"):
        for name, block in chosen_blocks().items():
            label, description = str(block.label), str(block.get_description())
            lacks = [
                word for word, text in (("label", label), ("description", description)) if not re.search("[а-яё]", text.lower())
            ]
            if lacks:
                wrong[name] = lacks
    assert wrong == {}


def sample(model: type[Page], number: int) -> Page:
    """A page that an editor has just begun, with what its kind cannot be without."""
    page = model(title=f"Страница {number}", slug=f"proba-{number}")
    names = {field.name for field in model._meta.get_fields()}
    if "region" in names:
        page.region = region("KIR")
    if model is PracticePage:
        page.summary = page.problem = "Коротко"
        page.organisation, page.started_on = organisation(), dt.date(2024, 5, 1)
    elif "intro" in names and not isinstance(model._meta.get_field("intro"), StreamField):
        page.intro = "Вступление"
    return page


def test_every_page_previews_with_our_checks(client: Client, egor: object) -> None:
    client.force_login(egor)
    root, shown = Site.objects.get().root_page, {}
    for number, model in enumerate(page_models()):
        page = root.add_child(instance=sample(model, number))
        page.save_revision(user=egor)
        answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        shown[model.__name__] = (answer.status_code, "wagtail-userbar" in answer.content.decode())
    assert len(shown) > 10
    assert {name: one for name, one in shown.items() if one != (200, True)} == {}


def test_checks_speak_russian_and_each_has_its_script() -> None:
    with override("ru"):
        item = RussianChecks(in_editor=True)
        rules = item.get_axe_run_only(None)
        words = item.get_axe_messages(None)
        silent = [
            rule for rule in rules if not re.search("[а-яё]", str(words[rule]["error_name"]) + str(words[rule]["help_text"]))
        ]
    assert (silent, set(rules)) == ([], {*OWN, *STOCK})
    script = (settings.BASE_DIR / "home/static/home/content-checks.js").read_text()
    assert [rule for rule in OWN if f'"check-{rule}"' not in script] == []
