"""A list of 1,000 people loaded for a run by the task, and the same list again: `python -m bench.people`."""

from bench.site import own_database  # isort: skip  (sets the site up)

import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from bench.table import row, title
from core import imports
from people.models import User
from people.roles import METHODOLOGISTS
from school.models import CourseRun, Enrolment
from school.services.people_import import MAX_PEOPLE, kind_for
from school.services.people_loading import load_people
from tests.cast import give_role, make_person
from tests.factories.people import consent_document
from tests.factories.school import course, run_of

MOST = 60  # seconds in a task


def table(people: int) -> bytes:
    """A list as a coordinator has it: semicolons, a phone with the name, an address with every other one."""
    lines = ["ФИО;почта;телефон;регион"]
    for number in range(people):
        email = f"sp{number}@example.org" if number % 2 else ""
        lines.append(f"Рябинина{number} Ольга Петровна;{email};8912{number:07};Пермский край")
    return "\n".join(lines).encode()


def load(run: CourseRun, by: User, content: bytes) -> tuple[float, float]:
    """Seconds of the preview and of the task."""
    began = time.monotonic()
    batch = imports.preview(kind_for(run, by), SimpleUploadedFile("spisok.csv", content), by)
    seen = time.monotonic()
    load_people.call(batch.pk, run.pk)
    return seen - began, time.monotonic() - seen


def main() -> None:
    """The database of DATABASE_URL, SQLite if there is none."""
    with own_database():
        consent_document("school")
        by = give_role(make_person("zhanna@example.org", "Цветкова", "Жанна", "PER"), METHODOLOGISTS)
        run = run_of(course())
        content = table(MAX_PEOPLE)
        looked, written = load(run, by, content)
        enrolled = Enrolment.objects.filter(run=run).count()
        _again, nothing = load(run, by, content)
        title(f"Список на {MAX_PEOPLE} человек ({connection.vendor})")
        row("предпросмотр", looked, unit="с")
        row("запись", written, MOST, "с")
        row("записано людей", enrolled, MAX_PEOPLE, least=True)
        row("тот же список ещё раз", nothing, MOST, "с")
        row("записано дважды", Enrolment.objects.filter(run=run).count() - enrolled, 0)


if __name__ == "__main__":
    main()
