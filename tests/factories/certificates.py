"""Somebody who completed a course, by the very acts learners do; what a paper and a page say."""

import io
import re

from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from core.models.papers import AbstractEdition
from core.papers import making
from people.models import User
from school.models import CourseRun, Enrolment, RunItem
from school.services.enrolling import enrol
from school.services.learning import answer_self_checks, complete_lesson
from school.services.wording import Names, profile_names
from tests.factories.school import CHECK_ID, RIGHT

__all__ = ["ANNA", "LONG", "graduate", "main_of", "profile_names", "signed_in", "text_of"]
ANNA = Names("Соловьёва", "Анна", "Викторовна")
LONG = Names("Преображенская-Константинопольская", "Александра-Вильгельмина", "Вячеславовна")


def graduate(run: CourseRun, user: User) -> Enrolment:
    """Enrolled and through all lessons of `tests.factories.school.course`."""
    enrolment = enrol(run, user)
    first, second, third = RunItem.objects.filter(run=run).order_by("position")
    complete_lesson(enrolment, first, actor=user)
    complete_lesson(enrolment, second, actor=user)
    answer_self_checks(enrolment, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=user)
    enrolment.refresh_from_db()
    return enrolment


def signed_in(user: User) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(edition: AbstractEdition) -> str:
    """Words of the one page of the PDF, which is made if it was not yet."""
    making.sweep()
    edition.refresh_from_db()
    with edition.file.open("rb") as file:
        reader = PdfReader(io.BytesIO(file.read()))
        assert len(reader.pages) == 1
        return " ".join(reader.pages[0].extract_text().replace("\u00a0", " ").split())


def main_of(answer: HttpResponse) -> str:
    """Words of a page between header and footer."""
    found = re.search(r"<main.*</main>", answer.content.decode(), re.S).group()
    return " ".join(re.sub(r"<[^>]+>", " ", found).replace("\u00a0", " ").split())
