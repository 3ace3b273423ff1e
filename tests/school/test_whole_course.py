"""The whole course: a page, one file that opens from a disk, what is left out; a paper test typed back by the coordinator."""

import re

import pytest
from wagtail.images import get_image_model

from school.models import Attempt, LearningEvent, LessonPage
from school.services.enrolling import enrol
from school.services.paper_test import paper_test
from tests.factories.files import picture, upload
from tests.factories.people import consent_document
from tests.factories.school import bank, course, lessons_of, quiz, run_of


@pytest.fixture
def run(db):
    consent_document("school")
    page = course()
    test = quiz(page, bank(), pass_percent=60)
    run = run_of(page)
    run.test = test
    return run


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def with_picture(lesson: LessonPage, size=(600, 400)) -> None:
    image = get_image_model().objects.create(title="Мост", file=upload("most.png", picture("PNG", size)))
    body = [
        {
            "type": "picture",
            "value": {"image": {"image": image.pk, "alt_text": "Мост через речку", "decorative": False}, "caption": ""},
        }
    ]
    lesson.body = LessonPage._meta.get_field("body").to_python(body)
    lesson.save_revision().publish()


def test_the_page_holds_open_lessons_and_says_what_is_left_out(client, run, anna):
    row = enrol(run, anna)
    client.force_login(anna)
    page = text(client.get(f"/school/{row.public_id}/whole/"))
    assert "Три истории" in page
    assert "Что сюда не вошло" in page
    assert "Проверьте себя: Сначала пройдите" in page
    assert "С обхода дворов" not in page  # a closed lesson stays closed


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # files of freshly made renditions
def test_the_file_opens_from_a_disk(client, run, anna):
    with_picture(lessons_of(run.course.page)[0])
    row = enrol(run, anna)
    client.force_login(anna)
    answer = client.get(f"/school/{row.public_id}/whole/file/")
    html = answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(answer.content) <= 3 * 1024 * 1024
    assert 'src="data:image/' in html
    assert "Мост через речку" in html
    assert re.findall(r'(?:src|srcset|href)="/', html) == []
    assert "<script" not in html


def test_another_persons_course_is_not_found(client, run, anna, boris):
    row = enrol(run, anna)
    client.force_login(boris)
    assert client.get(f"/school/{row.public_id}/whole/").status_code == 404
    assert client.get(f"/school/{row.public_id}/whole/file/").status_code == 404


def right_answers(row, test) -> dict:
    printed = paper_test(row, test)
    data = {"code": printed.code, "at": [q.number for q in printed.questions]}
    for number, (version, _picked, _order) in enumerate(printed.paper.rows, 1):
        data[f"q-{number}"] = next(one["id"] for one in version.data["options"] if one["right"])
    return data


def test_a_sheet_typed_in_is_an_attempt_with_source_paper(client, run, anna, boris):
    row = enrol(run, anna)
    client.force_login(anna)
    printed = paper_test(row, run.test)
    assert printed.code in text(client.get(f"/school/{row.public_id}/whole/"))
    client.force_login(boris)
    address = f"/school/{row.public_id}/paper/{run.test.translation_key}/"
    page = text(client.get(address))
    assert "тайна" not in page
    assert client.post(address, right_answers(row, run.test)).status_code == 302
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.closed_by, attempt.scaled) == ("graded", "paper", 1)
    event = LearningEvent.objects.get(verb="graded")
    assert (event.source, event.actor) == ("paper", boris)


def test_a_sheet_is_not_typed_in_twice(client, run, anna, boris):
    row = enrol(run, anna)
    client.force_login(boris)
    address = f"/school/{row.public_id}/paper/{run.test.translation_key}/"
    data = right_answers(row, run.test)
    client.post(address, data)
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "Номер другой" in text(answer)
    assert Attempt.objects.count() == 1


def test_only_people_of_the_own_region_and_never_oneself(client, run, anna, boris, vera, dmitry):
    hers, his = enrol(run, anna), enrol(run, boris)
    for person, row in ((vera, hers), (dmitry, hers), (anna, hers), (boris, his)):
        client.force_login(person)
        assert client.get(f"/school/{row.public_id}/paper/").status_code == 404
        assert client.get(f"/school/{row.public_id}/paper/{run.test.translation_key}/").status_code == 404


def test_who_is_in_the_test_on_the_site_is_not_overtaken_by_paper(client, run, anna, boris):
    row = enrol(run, anna)
    client.force_login(anna)
    data = right_answers(row, run.test)
    client.post(f"/school/quizzes/{run.test.translation_key}/start/")
    client.force_login(boris)
    answer = client.post(f"/school/{row.public_id}/paper/{run.test.translation_key}/", data)
    assert answer.status_code == 422
    assert Attempt.objects.get().state == "in_progress"
