import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from hypothesis import given, settings
from hypothesis import strategies as st

from core.typography import typo


def shown(text: str) -> str:
    """With unbreakable spaces made visible."""
    return typo(text).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('Фонд "Прикамье"', "Фонд «Прикамье»"),
        ('"Совет "Рябинки" решил", сказала она', "«Совет „Рябинки“ решил», сказала она"),
        ('("Рябинка")', "(«Рябинка»)"),
        ("Сход - это люди", "Сход~— это~люди"),
        ("Сход -- люди", "Сход~— люди"),
        ("Дом и сад в селе у реки", "Дом и~сад в~селе у~реки"),
        ("Так же, как если бы не он", "Так~же, как~если~бы не~он"),
        ("5 минут, 1,5 часа, 12:30 утра", "5~минут, 1,5~часа, 12:30~утра"),
        ("№ 117", "№~117"),
        ("А. В. Соловьёва", "А.~В.~Соловьёва"),
        ("г. Пермь, ул. Мира", "г.~Пермь, ул.~Мира"),
        ("Ну...", "Ну…"),
        ("социально-значимый что-то 212-34-56", "социально-значимый что-то 212-34-56"),
        ('Пишите на https://a.org/?q="в" и на a-b@c.org', 'Пишите на~https://a.org/?q="в" и~на~a-b@c.org'),
        ('The "big" one', "The~“big” one"),
        ('длина 5" и всё', 'длина 5" и~всё'),
        ('одинокая "кавычка', 'одинокая "кавычка'),
        ("", ""),
    ],
)
def test_typography(typed, set_):
    assert shown(typed) == set_


def test_html_keeps_tags_and_code():
    typed = '<p class="a b">"Он" и <code>x - "y"</code> &amp; &quot;дом&quot;</p>'
    assert shown(typed) == '<p class="a b">«Он» и~<code>x - "y"</code> &amp; «дом»</p>'


def test_filter_escapes_plain_text_and_keeps_safe_html():
    out = Template("{{ plain|typo }}|{{ html|typo }}|{{ nothing|typo }}").render(
        Context({"plain": '<b>"x"</b> "да"', "html": mark_safe('<b>"да"</b>'), "nothing": None})
    )
    assert out == "&lt;b&gt;&quot;x&quot;&lt;/b&gt; «да»|<b>«да»</b>|".replace("&quot;x&quot;", "«x»")


PIECES = st.sampled_from(
    [*'"«»„“” -–—.\n,5()', "...", "в", "дом", "же", "№", "А.", "г.", "<b>", "</b>", "&quot;", "&amp;", "a@b.ru", "x"]
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_twice_is_once(text):
    assert typo(typo(text)) == typo(text)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(max_size=60))
def test_any_text_twice_is_once(text):
    assert typo(typo(text)) == typo(text)
