"""Quizzes and assignments of the demo: pages with their bank and rubric, works and questions of the learners."""

import hashlib
import uuid
from typing import Any

from home.loading.blocks import stream
from home.loading.publishing import place
from home.loading.source import Known
from school.models import (
    AssignmentPage,
    CoursePage,
    Criterion,
    Level,
    ModulePage,
    Question,
    QuestionBank,
    QuestionCategory,
    QuizPage,
    QuizSlot,
    Rubric,
    RubricVersion,
)
from school.services.bank import QuestionFacts, create_question


def load_tasks(course: CoursePage, module: ModulePage, row: dict[str, Any], known: Known) -> dict[str, Any]:
    """The assignment and the quiz of a module, where it has them; returns the translation key of each key."""
    keys = {}
    if task := row.get("assignment"):
        keys[task["key"]] = _assignment(module, task, known).translation_key
    if quiz := row.get("quiz"):
        keys[quiz["key"]] = _quiz(course, module, quiz, known).translation_key
    return keys


def _assignment(module: ModulePage, row: dict[str, Any], known: Known) -> AssignmentPage:
    accepts = set(row["accepts"])
    return place(
        module,
        AssignmentPage(
            title=row["title"],
            slug=row["slug"],
            minutes=row["minutes"],
            brief=stream([{"type": "paragraph", "text": row["brief"]}], known),
            checklist=[("point", text) for text in row["checklist"]],
            accepts_text="text" in accepts,
            accepts_files="files" in accepts,
            accepts_link="link" in accepts,
            max_points=row["max_points"],
            rubric=_rubric(row),
            weight=3,
        ),
    )


def _rubric(row: dict[str, Any]) -> Rubric:
    rubric, made = Rubric.objects.get_or_create(title=row["title"].removeprefix("Задание: ").capitalize())
    if made:
        version = RubricVersion.objects.create(rubric=rubric, number=1)
        for number, one in enumerate(row["criteria"], 1):
            criterion = Criterion.objects.create(version=version, position=number, title=one["title"])
            Level.objects.bulk_create(
                Level(criterion=criterion, position=step, title=level["text"], points=level["points"])
                for step, level in enumerate(one["levels"], 1)
            )
    return rubric


def _quiz(course: CoursePage, module: ModulePage, row: dict[str, Any], known: Known) -> QuizPage:
    page = QuizPage(
        title=row["title"],
        slug=row["slug"],
        minutes=row["minutes"],
        intro=stream([{"type": "paragraph", "text": row["intro"]}], known),
        attempts=row["attempts"],
        pass_percent=row["pass_percent"],
        time_limit=row.get("time_limit"),
        weight=2,
    )
    page.slots = [QuizSlot(question=question, sort_order=number) for number, question in enumerate(_bank(course, row, known))]
    return place(module, page)


def _bank(course: CoursePage, row: dict[str, Any], known: Known) -> list[Question]:
    bank, _made = QuestionBank.objects.get_or_create(title=course.title)
    category, _made = QuestionCategory.objects.get_or_create(bank=bank, path=row["title"].partition(":")[0])
    found = {one.title: one for one in Question.objects.filter(category=category)}
    return [found.get(_title(one)) or _question(category, one, known) for one in row["questions"]]


def _question(category: QuestionCategory, row: dict[str, Any], known: Known) -> Question:
    facts = QuestionFacts(
        category=category, title=_title(row), text=row["text"], data=_data(row), explanation=row.get("explanation", "")
    )
    return create_question(row["kind"], facts, by=known.people["zhanna"]).question


def _title(row: dict[str, Any]) -> str:
    return row["text"][:120]


def _data(row: dict[str, Any]) -> dict[str, Any]:
    """The data of a question in the form `school.questions` marks."""
    kind = row["kind"]
    if kind in {"single", "multiple"}:
        options = [
            {"id": _id(row, one["text"]), "text": one["text"], "right": one.get("right", False), "remark": one.get("remark", "")}
            for one in row["options"]
        ]
        return {"options": options}
    if kind == "true_false":
        return {"right": row["right"]}
    if kind == "numeric":
        low, high = row["value"] - row.get("tolerance", 0), row["value"] + row.get("tolerance", 0)
        return {"accepted": [{"low": str(low), "high": str(high), "weight": 1, "remark": ""}]}
    if kind == "ordering":
        return {"items": [{"id": _id(row, one["text"]), "text": one["text"]} for one in row["options"]]}
    if kind == "matching":
        rights = [{"id": _id(row, f"right {one['right']}"), "text": one["right"]} for one in row["pairs"]]
        rights += [{"id": _id(row, f"right {text}"), "text": text} for text in row.get("spare", [])]
        lefts = [
            {"id": _id(row, one["left"]), "text": one["left"], "match": _id(row, f"right {one['right']}")} for one in row["pairs"]
        ]
        return {"lefts": lefts, "rights": rights}
    if kind == "short":
        return {"accepted": [{"text": text} for text in row["accepted"]]}
    return {}


def _id(row: dict[str, Any], text: str) -> str:
    """The same id at every loading."""
    return str(uuid.UUID(bytes=hashlib.md5(f"{row['text']}|{text}".encode(), usedforsecurity=False).digest()))
