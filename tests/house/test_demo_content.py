"""The demo's school, library, pages and internships point at what exists and add up (files: home/demo)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from core.video import player_address
from regions.models.organisation import OrganisationKind
from school.states import Completion
from tests.house.test_demo_data import DEMO, GROUPS, ORGANISATIONS, PEOPLE, PRACTICES, REGIONS, THEMES, read

COURSES = {path.parent.name: read(path) for path in sorted(DEMO.glob("courses/*/course.toml"))}
MODULES = {name: [read(DEMO / "courses" / name / f"{n}.toml") for n in (1, 2, 3)] for name in COURSES}
LESSONS = [(name, lesson) for name, modules in MODULES.items() for module in modules for lesson in module["lessons"]]
MATERIALS = {row["key"]: row for row in read(DEMO / "materials.toml")["materials"]}
PAGES = read(DEMO / "pages.toml")
CALLS = {row["key"]: row for row in read(DEMO / "internships.toml")["calls"]}
MATERIAL_KINDS = {"charter", "contract", "application", "regulation", "estimate", "questionnaire", "memo"}
BLOCKS = {"paragraph", "heading", "list", "callout", "table", "quote", "files", "video", "self_check", "accordion", "buttons"}


def words(value: object) -> int:
    """How many words stand in a value, whatever its nesting."""
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, dict):
        return sum(words(item) for name, item in value.items() if name not in {"type", "kind", "url"})
    return sum(words(item) for item in value) if isinstance(value, list) else 0


def bodies() -> Iterator[list[dict]]:
    """Every body of blocks in the demo."""
    yield from (lesson["body"] for _, lesson in LESSONS)
    yield from (page["body"] for page in [*PAGES["pages"], *PAGES["pages_en"]])
    yield from (call["body"] for call in CALLS.values())
    yield from (event["body"] for event in read(DEMO / "events.toml")["events"])


def test_blocks_are_of_known_kinds_and_whole():
    for body in bodies():
        for block in body:
            assert block["type"] in BLOCKS
            if block["type"] == "table":
                assert {len(row) for row in block["rows"]} == {len(block["head"])}
            if block["type"] == "video":
                assert player_address(block["url"]) is not None
                assert (block["minutes"] > 0, block["megabytes"] > 0, words(block["transcript"]) > 50) == (True, True, True)
            if block["type"] == "files":
                assert [one for one in block["files"] if one["material"] not in MATERIALS] == []


@pytest.mark.parametrize(("course", "lesson"), LESSONS, ids=lambda value: value if isinstance(value, str) else value["key"])
def test_lesson_has_something_to_read_and_to_answer(course: str, lesson: dict):
    checks = [block for block in lesson["body"] if block["type"] == "self_check"]
    assert 250 <= words(lesson["body"]) <= 500
    assert lesson["completion"] in {Completion.MARK, Completion.SELF_CHECK}
    assert checks
    for check in checks:
        right = [one for one in check.get("options", []) if one["right"]]
        assert {
            "single": len(right) == 1,
            "multiple": len(right) > 1,
            "short": bool(check.get("accepted")),
            "true_false": isinstance(check.get("answer"), bool),
        }[check["kind"]]


@pytest.mark.parametrize("name", COURSES)
def test_course_is_whole(name: str):
    course, modules = COURSES[name], MODULES[name]
    lessons = [lesson["key"] for module in modules for lesson in module["lessons"]]
    slugs = [(module["slug"], lesson["slug"]) for module in modules for lesson in module["lessons"]]
    runs = {run["key"] for run in course["runs"]}
    assert [3 <= len(module["lessons"]) <= 5 for module in modules] == [True, True, True]
    assert (len(lessons), len(slugs)) == (len(set(lessons)), len(set(slugs)))
    assert set(course["themes"]) - THEMES == set()
    named = [one["person"] for one in course["signatories"]] + course["mentors"] + [course["author"]]
    assert [one for one in named if one not in PEOPLE] == []
    for row in course["enrolments"]:
        assert (row["run"] in runs, row["person"] in PEOPLE) == (True, True)
        assert [one for one in row["done"] if one not in lessons] == []


def test_materials_can_be_made_and_found():
    for row in MATERIALS.values():
        assert row["kind"] in MATERIAL_KINDS
        assert (set(row["themes"]) - THEMES, set(row["groups"]) - GROUPS) == (set(), set())
        assert set(row["for_kinds"]) <= set(OrganisationKind.values)
        assert row.get("organisation") is None or row["organisation"] in ORGANISATIONS
        assert row.get("region") is None or row["region"] in REGIONS
        assert [one for one in row["practices"] if one not in PRACTICES] == []
        for file in row["files"]:
            assert ("rows" in file) == (file["format"] == "XLSX")
            assert ("content" in file) == (file["format"] == "DOCX")
            assert len({len(line) for line in file.get("rows", [])}) <= 1


def test_doors_and_front_page_lead_somewhere():
    for door in PAGES["doors"]:
        assert [one for one in door["practices"] if one not in PRACTICES] == []
        assert [one for one in door["materials"] if one not in MATERIALS] == []
        assert (door["course"] in COURSES, door.get("call", "vesna") in CALLS) == (True, True)
    assert [one for one in PAGES["front"]["featured_practices"] if one not in PRACTICES] == []
    assert [one for one in PAGES["front"]["featured_courses"] if one not in COURSES] == []
    assert [one["key"] for one in PAGES["pages_en"] if one["key"] not in {page["key"] for page in PAGES["pages"]}] == []


def test_the_pages_the_law_and_people_ask_for():
    purposes = {page.get("purpose") for page in PAGES["pages"]} - {None}
    assert purposes == {"help", "accessibility", "privacy", "consents", "contacts", "mistake"}


@pytest.mark.parametrize("row", CALLS.values(), ids=CALLS.keys())
def test_internship_call_is_whole(row: dict):
    sections = {section["key"] for section in row["sections"]}
    questions = {question["key"]: question for question in row["questions"]}
    slots = {slot["key"] for host in row["hosts"] for slot in host["slots"]}
    offers = {host["key"] for host in row["hosts"]}
    people = [row["secretary"], row["contact"], *row["commission"], *row["experts"]]
    assert [one for one in people if one not in PEOPLE] == []
    assert sum(Decimal(one["weight"]) for one in row["criteria"]) == 100
    assert {len(one["levels"]) - one["max_points"] for one in row["criteria"]} == {1}
    assert sum(slot["places"] for host in row["hosts"] for slot in host["slots"]) == row["places"]
    assert [one["key"] for one in row["questions"] if one["section"] not in sections] == []
    for host in row["hosts"]:
        assert (host["organisation"] in ORGANISATIONS, host["representative"] in PEOPLE) == (True, True)
    for one in row["applications"]:
        assert (one["person"] in PEOPLE, set(one["answers"]) <= set(questions)) == (True, True)
        assert {wish["offer"] for wish in one["preferences"]} <= offers
        assert {slot for wish in one["preferences"] for slot in wish["slots"]} <= slots
        assert one.get("placement") is None or one["placement"] in slots
        assert set(one.get("returned_questions", [])) <= set(questions)
