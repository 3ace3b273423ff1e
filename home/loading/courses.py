"""Courses of the demo: pages, runs, people who learn."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localtime

from home.loading.blocks import stream
from home.loading.learners import pass_lessons
from home.loading.pictures import picture
from home.loading.publishing import place
from home.loading.source import FOLDER, Known, read
from home.loading.tasks import load_tasks
from people.models import User
from school.models import CoursePage, CourseRun, Enrolment, Group, LessonPage, MentorAssignment, ModulePage, RunItem, SchoolPage
from school.models.pages import Signatory
from school.services.enrolling import enrol
from school.services.runs import create_run, open_run

LESSON_FIELDS = ("title", "slug", "minutes", "required", "open_to_all", "completion", "summary")


def load(school: SchoolPage, known: Known) -> None:
    """Every course of home/demo/courses with its runs and enrolments."""
    for folder in sorted(path.name for path in (FOLDER / "courses").iterdir()):
        row = read(f"courses/{folder}/course")
        page = place(school, _course(row, known))
        known.pages[f"course:{row['key']}"] = page
        keys = {}
        for number in (1, 2, 3):
            keys |= _module(page, read(f"courses/{folder}/{number}"), known)
        runs = {run["key"]: _run(page, run, known) for run in row["runs"]}
        _enrolments(row.get("enrolments", []), runs, keys, known)


def _course(row: dict[str, Any], known: Known) -> CoursePage:
    page = CoursePage(
        title=row["title"],
        slug=row["slug"],
        lead=row["summary"],
        search_description=row["summary"][:255],
        for_whom=row["for_whom"].strip(),
        outcomes=[("outcome", text) for text in row["outcomes"]],
        hours=row["hours"],
        format=row["format"],
        order=row["order"],
        certificate_text=row["certificate_text"],
        picture=picture(row.get("photo"), known),
        survey=[(one["kind"], {name: one[name] for name in one if name != "kind"}) for one in row.get("survey", [])],
    )
    page.themes = [known.terms["theme", slug] for slug in row["themes"]]
    page.signatories = [_signatory(one, known) for one in row["signatories"]]
    return page


def _signatory(row: dict[str, Any], known: Known) -> Signatory:
    person = known.people[row["person"]]
    return Signatory(name=f"{person.first_name} {person.patronymic} {person.last_name}", position=row["position"])


def _module(course: CoursePage, row: dict[str, Any], known: Known) -> dict[str, Any]:
    """The module with its lessons; returns the translation key of each lesson's key."""
    module = place(course, ModulePage(title=row["title"], slug=row["slug"], intro=row["summary"]))
    keys = {}
    for one in row["lessons"]:
        values = {name: one[name] for name in LESSON_FIELDS if name in one}
        lesson = place(module, LessonPage(**values, body=stream(one["body"], known)))
        keys[one["key"]] = lesson.translation_key
    keys |= load_tasks(course, module, row, known)
    known.activities |= keys
    return keys


def _run(course: CoursePage, row: dict[str, Any], known: Known) -> CourseRun:
    code = f"{course.slug}-{row['key']}"
    if found := CourseRun.objects.filter(code=code).first():
        return found
    dates = {name: _day(row.get(f"{name}_in_days")) for name in ("enrol_opens", "enrol_closes", "starts", "ends")}
    facts = {name: row[name] for name in ("zone", "seats", "admission", "review_days", "self_paced") if name in row}
    run = create_run(course, code=code, title=row["title"], **facts, **dates)
    _groups(run, row.get("group_mentors", {}), known)
    _deadlines(run, course, row.get("deadlines_in_days", {}))
    open_run(run)
    return run


def _groups(run: CourseRun, mentors: dict[str, list[str]], known: Known) -> None:
    """A group of each named region with its mentors, who read «Общая» too."""
    common = run.groups.get(region=None)
    for code, names in mentors.items():
        region = known.regions[code]
        group = Group.objects.create(run=run, title=region.title, region=region)
        for name in names:
            for one in (group, common):
                MentorAssignment.objects.get_or_create(group=one, user=known.people[name], until=None)


def _deadlines(run: CourseRun, course: CoursePage, days: dict[str, int]) -> None:
    """Lessons and tasks of a module by its day; works and quizzes are taken ten days more."""
    titles = dict(ModulePage.objects.child_of(course).values_list("title", "slug"))
    keys = {row["slug"]: row["key"] for row in (read(f"courses/{course.slug}/{number}") for number in (1, 2, 3))}
    for item in RunItem.objects.filter(run=run).select_related("activity"):
        in_days = days.get(keys.get(titles[item.module_title], ""))
        if in_days is None:
            continue
        item.soft = evening(in_days)
        item.hard = None if item.activity.kind == "lesson" else evening(in_days + 10)
        item.save(update_fields=["soft", "hard"])


def evening(in_days: int) -> Any:
    """Eight in the evening of Moscow, so many days from now."""
    return localtime(timezone.now() + timedelta(days=in_days)).replace(hour=20, minute=0, second=0, microsecond=0)


def _enrolments(rows: list[dict[str, Any]], runs: dict[str, CourseRun], keys: dict[str, Any], known: Known) -> None:
    for row in rows:
        user: User = known.people[row["person"]]
        run = runs[row["run"]]
        if Enrolment.objects.filter(run=run, user=user).exists():
            continue
        enrolment = enrol(run, user)
        done = RunItem.objects.filter(run=run, activity__in=[keys[key] for key in row["done"]]).select_related("activity__page")
        items = list(done.order_by("position"))
        known.studies.append((enrolment, items, row["days_ago"]))
        pass_lessons(enrolment, items)
        began = timezone.now() - timedelta(days=row["days_ago"])
        Enrolment.objects.filter(pk=enrolment.pk).update(created_at=began, active_from=began)


def _day(days: int | None) -> Any:
    return None if days is None else timezone.now() + timedelta(days=days)
