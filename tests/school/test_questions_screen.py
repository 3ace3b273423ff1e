"""How questions look: named fields, nothing of the key before the end, the result to read."""

from decimal import Decimal
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from school.questions import KINDS, Feedback, Verdict, view_of
from tests.school.test_questions import KEYS

ANSWERS = {
    "single": "b",
    "multiple": ["a"],
    "true_false": "false",
    "short": "толока",
    "numeric": {"raw": "12 руб", "value": None},
    "matching": {"l1": "r1", "l2": "r3"},
    "ordering": {"x": 2, "m": 2, "b": 1},
    "free_text": "Первое.\nВторое <b>.",
}
WHOLE = Verdict(points=Decimal("2.00"), score=Decimal("0.5000"), feedback=Feedback(remarks=True, right=True))


class Fields(HTMLParser):
    """Fields of the page with what names them."""

    def __init__(self, page):
        super().__init__()
        self.depth, self.labels, self.fields, self.legends = 0, set(), [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.legends += tag == "legend"
        if tag == "label":
            self.depth += 1
            self.labels.add(found.get("for"))
        if tag in {"input", "select", "textarea"}:
            self.fields.append((found, self.depth > 0))

    def handle_endtag(self, tag):
        self.depth -= tag == "label"

    def named(self):
        return all(inside or found.get("id") in self.labels for found, inside in self.fields)


def shown(code, answer=None, **more):
    version = SimpleNamespace(
        data=KEYS[code], text="Вопрос «первый»\nи второй", picture=None, picture_alt="", explanation="Почему так"
    )
    view = view_of(KINDS[code], version, number=3, answer=answer, **more)
    return render_to_string("school/questions/question.html", {"q": view}).replace("\u00a0", " ")


@pytest.mark.parametrize("code", sorted(KEYS))
def test_every_field_has_a_name_and_the_question_is_its_legend(code):
    page = shown(code)
    fields = Fields(page)
    assert fields.fields
    assert (fields.named(), fields.legends) == (True, 1)
    assert all(found["name"].startswith("q-3") for found, _inside in fields.fields)
    assert "первый»<br>и второй" in page
    for telltale in ("Почему так", "Тайна", "Верно</em>", "балл", "disabled", "readonly"):
        assert telltale not in page


@pytest.mark.parametrize("code", sorted(KEYS))
def test_an_open_attempt_shows_the_answer_and_what_to_mend(code):
    page = shown(code, ANSWERS[code])
    assert ("checked" in page or "selected" in page or 'value="' in page or "Второе &lt;b&gt;." in page) is True
    assert ('class="err"' in page) is (code in {"numeric", "matching", "ordering"})
    assert "opt--ok" not in page


@pytest.mark.parametrize("code", sorted(KEYS))
def test_a_result_is_told_in_words_and_cannot_be_changed(code):
    page = shown(code, ANSWERS[code], verdict=WHOLE)
    assert "0,5 из 2 баллов" in page
    assert "Почему так" in page
    assert all("disabled" in found or "readonly" in found for found, _inside in Fields(page).fields)
    assert ("Верный ответ:" in page) is (code in {"short", "numeric"})


def test_points_without_the_key_tell_no_right_answer():
    told = Verdict(points=Decimal(1), score=Decimal(0), feedback=Feedback(remarks=True))
    for code in KEYS:
        page = shown(code, ANSWERS[code], verdict=told)
        for telltale in ("opt--ok", "opt--no", "Верный ответ", "Место", "Верно:", "58800"):
            assert telltale not in page, code


@pytest.mark.parametrize(
    ("points", "score", "words", "outcome"),
    [("1", None, "ждёт наставника", "wait"), ("1.00", "1.0000", "1 из 1 балла", "ok"), ("10", "0", "0 из 10 баллов", "no"),
     ("5", "2.5", "2,5 из 5 баллов", "part")],
)  # fmt: skip
def test_points_in_words(points, score, words, outcome):
    verdict = Verdict(points=Decimal(points), score=None if score is None else Decimal(score))
    assert (verdict.words.replace("\u00a0", " "), verdict.outcome) == (words, outcome)
