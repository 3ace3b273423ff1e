"""The School's history is read in words, wherever it is shown (spec: living-people)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.models import Entry
from school.deeds import DEEDS
from school.services.enrolling import enrol
from school.services.places import suspend
from school.states import ATTEMPT_MOVES, ENROLMENT_MOVES, REQUEST_MOVES, RUN_MOVES, SUBMISSION_MOVES
from tests.factories.certificates import signed_in
from tests.factories.school import course, run_of
from tests.school.telling import untold

WRITERS = {"record", "_record", "_note", "_archive", "move", "revoke"}
MOVES = {
    "enrolment": ENROLMENT_MOVES,
    "submission": SUBMISSION_MOVES,
    "attempt": ATTEMPT_MOVES,
    "extensionrequest": REQUEST_MOVES,
    "courserun": RUN_MOVES,
}


def written() -> Iterator[str]:
    """Verbs as they stand in the code: the plain words given to what writes history."""
    for path in (Path(settings.BASE_DIR) / "school").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            given = [word.value for word in call.keywords if word.arg == "verb"]
            given += call.args[1:] if name in WRITERS else []
            yield from (verb for one in given for verb in _verbs(one))


def _verbs(node: ast.AST) -> Iterator[str]:
    """A word, or both words of «one if … else other»."""
    if isinstance(node, ast.IfExp):
        yield from _verbs(node.body)
        yield from _verbs(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.replace("_", "").isalpha():
        yield node.value


def test_every_verb_in_the_code_has_words():
    verbs = set(written())
    assert {"handed_over", "remarked", "rubric_archived", "session_undone", "certificate_revoked"} <= verbs
    common = {"added", "imported", "agreement_stated"}
    assert verbs - common - {str(verb) for words in DEEDS.values() for verb in words} == set()


@pytest.mark.parametrize("model", MOVES)
def test_every_state_that_is_moved_to_has_words(model):
    reached = {state for after in MOVES[model].table.values() for state in after}
    assert [state for state in reached if untold(Entry(kind=f"school.{model}", key="1", verb=state))] == []


def test_the_person_reads_what_was_done(anna, zhanna):
    suspend(enrol(run_of(course()), anna), by=zhanna, reason="Просили подождать")
    page = signed_in(anna).get("/accounts/data/").content.decode()
    assert "учёба приостановлена" in page
    assert "закрыт вход" not in page
