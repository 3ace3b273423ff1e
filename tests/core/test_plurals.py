from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from core.plurals import counted, form

WORDS = "заявка,заявки,заявок"


def render(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 заявок"),
        (1, "1 заявка"),
        (2, "2 заявки"),
        (5, "5 заявок"),
        (11, "11 заявок"),
        (21, "21 заявка"),
        (112, "112 заявок"),
        (1234, "1 234 заявки"),
        (Decimal("1.5"), "1,5 заявки"),
        ("7", "7 заявок"),
    ],
)
def test_russian_forms(count, said):
    assert render('{{ n|forms:_("заявка,заявки,заявок") }}', n=count).replace("\u00a0", " ") == said


def test_number_and_word_are_not_torn_apart():
    assert counted(5, WORDS) == "5\u00a0заявок"


def test_what_is_no_number_says_nothing():
    assert render('{{ n|forms:_("заявка,заявки,заявок") }}|{{ m|form:"место,места,мест" }}', n=None, m="") == "|"


def test_number_of_forms_tells_the_rule_of_the_language():
    assert [form(n, "place,places") for n in (0, 1, 2, 21)] == ["places", "place", "places", "places"]
    assert [form(n, "урын") for n in (1, 5)] == ["урын", "урын"]


def test_untranslated_words_keep_russian_forms_in_other_languages():
    with translation.override("tt"):
        assert render('{{ n|forms:_("слово,слова,слов") }}', n=22) == "22\u00a0слова"


@pytest.mark.parametrize("language", ["ru", "tt", "ba", "udm"])
def test_numbers_are_spaced_in_all_our_languages(language):
    with translation.override(language):
        assert render("{{ a|spaced }} {{ b|spaced }} {{ c|spaced }}", a=1234567, b=Decimal("1234567.5"), c=None) == (
            "1\u00a0234\u00a0567 1\u00a0234\u00a0567,5 "
        )


def test_english_numbers_have_commas():
    with translation.override("en"):
        assert render("{{ a|spaced }}", a=1234567) == "1,234,567"
