import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "text", "asked", "shown"),
    [
        ("ru", "Гранты для сёл и «Село»", ("село",), "Гранты для <mark>сёл</mark> и «<mark>Село</mark>»"),
        ("ru", "Сад <b> & садик", ("сад",), "<mark>Сад</mark> &lt;b&gt; &amp; садик"),
        ("ru", "Садовод", ("сад",), "Садовод"),
        ("ru", "Ёлка", (), "Ёлка"),
        ("ru", "Ёлка", None, "Ёлка"),
        ("en", "Gardens and gates", ("gard",), "<mark>Gardens</mark> and gates"),
        ("en", "Сады", ("сад",), "<mark>Сады</mark>"),
    ],
)
def test_asked_words_are_marked(language, text, asked, shown):
    with translation.override(language):
        assert Template("{{ text|marked:asked }}").render(Context({"text": text, "asked": asked})) == shown
