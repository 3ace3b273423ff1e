"""What leaves as GIFT comes back the same, and no text or bytes break the readers: told by examples made at random."""

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from school.exchange import BadSource, Parsed, fingerprint, read_questions, write_gift
from school.exchange.aiken import read_aiken
from school.exchange.gift import read_gift
from school.exchange.parsed import question_of
from school.questions import KINDS

LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Zs", "Zl", "Zp", "Cn"]), min_size=1, max_size=8
)
WORDS = st.lists(
    LETTERS | st.sampled_from(["~=#{}:\\", "::", "%50%", "[html]", "//", "$CATEGORY:", "####", "<b>", "T", "->x", "\n", "\\n"]),
    min_size=1,
    max_size=4,
).map(lambda parts: " ".join(parts).replace("->", "→").strip() or "слово")
LINE = WORDS.map(lambda text: " ".join(text.split()))


def distinct(least, most):
    return st.lists(LINE, min_size=least, max_size=most, unique_by=lambda text: " ".join(text.split()).casefold())


def answers_of_some_kind(draw, kind, texts, remark):
    """Data of this kind with these texts."""
    plain_rows = [{"id": f"i{at}", "text": text} for at, text in enumerate(texts)]
    rows = [{**row, "remark": remark} for row in plain_rows]
    if kind == "single":
        return {"options": [{**row, "right": not at, "weight": "0.3333333333" if at else "1"} for at, row in enumerate(rows)]}
    if kind == "multiple" and draw(st.booleans()):
        return {"options": [{**row, "right": at < 2} for at, row in enumerate(rows)]}
    if kind == "multiple":
        weights = zip(rows, ["0.5", "0.5", "-1", "0", "0"], strict=False)
        return {"partial": True, "options": [{**row, "right": weight == "0.5", "weight": weight} for row, weight in weights]}
    if kind == "true_false":
        return {"right": draw(st.booleans()), "remarks": {"true": remark} if remark else {}}
    if kind == "short":
        return {"accepted": [{"text": text, "weight": "1"} for text in texts]}
    if kind == "numeric":
        return {"accepted": [{"low": "-5.5", "high": "7", "weight": "1", "remark": remark}]}
    if kind == "matching":
        lefts = [{"id": f"l{at}", "text": text, "match": f"i{at}"} for at, text in enumerate(texts[:-1] or texts)]
        return {"lefts": [*lefts, {"id": "l9", "text": f"{texts[0]}!", "match": "i1"}], "rights": plain_rows}
    return {"items": plain_rows} if kind == "ordering" else {"lines": 8}


@st.composite
def some_question(draw):
    kind = draw(st.sampled_from(sorted(KINDS)))
    data = answers_of_some_kind(draw, kind, draw(distinct(2, 5)), draw(LINE | st.just("")))
    return question_of(
        1,
        kind,
        draw(WORDS),
        data,
        title=draw(LINE),
        explanation=draw(WORDS | st.just("")),
        category=draw(st.sampled_from([[], ["Право"], ["Право", "Иски/жалобы"], ["a{b}", "c=d"]])),
        tags=draw(st.lists(st.sampled_from(["село", "право", "обход двора"]), unique=True)),
    )


def content(question: Parsed):
    key = fingerprint(question.kind, question.text, question.data)
    return question.kind, question.title, question.text, question.explanation, question.category, question.tags, key


@settings(max_examples=150, deadline=None)
@given(st.lists(some_question(), min_size=1, max_size=3))
def test_what_leaves_as_gift_comes_back_the_same(questions):
    good = [question for question in questions if not KINDS[question.kind].validate(question.data)]
    sheet = read_gift(write_gift(good))
    assert sheet.notes == []
    assert [content(question) for question in sheet.questions] == [content(question) for question in good]


SIGNS = [
    *"{}~=#%:\\\n$[]<>/&;",
    "::",
    "->",
    "####",
    "$CATEGORY:",
    "ANSWER: A",
    "A) да",
    "B. нет",
    "[html]",
    "\n\n",
    "{T}",
    "%50%",
    "5",
]
JUNK = st.lists(st.sampled_from(SIGNS) | st.text(max_size=5), max_size=60).map("".join)


@settings(max_examples=250, deadline=None)
@given(JUNK)
def test_no_text_breaks_the_readers(text):
    for read in (read_gift, read_aiken):
        sheet = read(text)
        for question in sheet.questions:
            assert KINDS[question.kind].validate(question.data) == []
        assert all(note.line >= 1 and note.say.endswith(".") for note in sheet.notes)


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200)
    | JUNK.map(lambda text: f"<quiz><question type='essay'>{text}</question></quiz>".encode(errors="ignore"))
)
def test_no_bytes_break_the_door(body):
    with contextlib.suppress(BadSource):
        read_questions(body)
