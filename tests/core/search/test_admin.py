"""The admin's own search of titles: by beginnings, ё = е, any sign typed."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from core.models import Picture, SiteDocument
from people.models import User

pytestmark = pytest.mark.django_db
HOSTILE = ["", "   ", "\x00", '"', "'", "елк\x00", 'елк"', "елк'", "(елк", "елк*", "^", "{}", "AND", "елк AND", "🌳", "я" * 3000]


@pytest.fixture
def documents() -> list[SiteDocument]:
    made = [SiteDocument.objects.create(title=title, file=f"{len(title)}.pdf") for title in ("Ёлка у дома", "Устав")]
    call_command("update_index", verbosity=0)
    return made


def found(text: str) -> list[str]:
    return [one.title for one in get_search_backend().autocomplete(text, SiteDocument.objects.order_by("title"))]


@pytest.mark.parametrize("text", ["елк", "Ёлк", "ЕЛКА", "дома ёл", "ёлка у дома"])
def test_beginning_of_a_word_with_either_letter(documents, text):
    assert found(text) == ["Ёлка у дома"]


@pytest.mark.parametrize("text", ["елк\x00", 'елк"', "елк'", "(елк", "елк*", "елк & | !", "елк\\", "елк:*"])
def test_odd_signs_change_nothing(documents, text):
    assert found(text) == ["Ёлка у дома"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("model", [Page, Picture, SiteDocument])
def test_no_sign_breaks_any_search_of_the_admin(documents, text, model):
    backend = get_search_backend()
    assert len(backend.search(text, model.objects.all())) in {0, 1}
    assert len(backend.autocomplete(text, model.objects.all())) in {0, 1}


def test_the_admin_finds_a_document_by_a_link_of_its_list(documents, client, egor):
    User.objects.filter(pk=egor.pk).update(is_superuser=True)
    client.force_login(egor)
    answer = client.get("/admin/documents/results/", {"q": "елк"})
    assert [one.title for one in answer.context["object_list"]] == ["Ёлка у дома"]
