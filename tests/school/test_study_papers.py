"""A letter to the employer before a course, a справка after it: one page, by one's own press."""

import re

import pytest

from core.papers.checking import by_number
from people.models import User
from school.models import CourseRun, StudyPaper
from school.models.pages import Signatory
from school.services.certificates import CertificateRefused, issue
from school.services.enrolling import enrol
from school.services.study_papers import make_paper
from tests.factories.certificates import ANNA, graduate, signed_in, text_of
from tests.factories.school import course, run_of


@pytest.fixture
def run(db: None) -> CourseRun:
    return run_of(course())


def test_a_letter_before_and_a_reference_after(run: CourseRun, anna: User) -> None:
    enrolment = enrol(run, anna)
    client, address = signed_in(anna), f"/school/{enrolment.public_id}/papers/"
    client.post(address, {"to": "В администрацию села"})
    letter = StudyPaper.objects.get()
    text = text_of(letter.newest)
    asked = ["Письмо работодателю", "Просим отпустить на учёбу", ANNA.full, "В администрацию села", f"№ {letter.number}", "/c,"]
    assert [one for one in asked if one not in text] == []
    graduate(run, anna)
    client.post(address, {"to": ""})
    reference = StudyPaper.objects.get(kind="reference")
    text = text_of(reference.newest)
    asked = ["Справка об обучении", "курс пройден полностью", ANNA.full, "18 академических часов", f"№ {reference.number}"]
    assert [one for one in asked if one not in text] == []
    assert by_number(reference.number, "Соловьёва").title == "Справка об обучении"
    assert (letter.number[-5:], reference.number[-5:]) == ("00001", "00002")


def test_the_same_press_twice_is_one_paper_and_other_words_are_a_new_edition(run: CourseRun, anna: User) -> None:
    enrolment = enrol(run, anna)
    first, same = [make_paper(enrolment, "letter", to="В школу", by=anna) for _time in range(2)]
    assert (first, same.newest.n) == (same, 1)
    assert make_paper(enrolment, "letter", to="В больницу", by=anna).newest.n == 2
    assert StudyPaper.objects.count() == 1


def test_a_reference_before_the_end_is_refused(run: CourseRun, anna: User) -> None:
    with pytest.raises(CertificateRefused):
        make_paper(enrol(run, anna), "reference", to="", by=anna)


def test_the_longest_addressee_keeps_to_one_page(run: CourseRun, anna: User) -> None:
    page = run.course.page
    page.title = ("Очень длинное название курса для фондов местных сообществ " * 5)[:255]
    page.signatories.add(*[Signatory(name=f"Ирина Гусева {n}", position="руководитель сети " * 10) for n in range(3)])
    page.save()
    enrolment = enrol(CourseRun.objects.get(pk=run.pk), anna)
    text = text_of(make_paper(enrolment, "letter", to="Учреждение " * 18, by=anna).newest)
    assert ("Ирина Гусева 0" in text, "Ирина Гусева 1" in text) == (True, False)


def test_a_paper_speaks_to_nobody_as_a_man_or_a_woman(run: CourseRun, anna: User) -> None:
    certificate = issue(graduate(run, anna), by=None)
    said = " ".join(str(value) for value in certificate.newest.data.values())
    reference = make_paper(certificate.enrolment, "reference", to="", by=anna)
    said += " ".join(str(value) for value in reference.newest.data.values())
    assert re.findall(r"\b(?:прошёл|прошла|прошел|обучался|обучалась|завершил|завершила|дана\s+ему|дана\s+ей)\b", said) == []
