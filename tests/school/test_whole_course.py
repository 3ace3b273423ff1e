"""The whole course: a page, one file that opens from a disk, what is left out; a paper test typed back by the coordinator."""

import re

import pytest
from wagtail.images import get_image_model

from school.models import Attempt, Grade, LearningEvent, LessonPage, MentorAssignment
from school.services.enrolling import enrol
from school.services.mentor_queue import waiting_for
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


@pytest.fixture
def essay(db):
    """A course whose test has a choice and two texts in one's own words."""
    consent_document("school")
    page = course()
    test = quiz(page, bank(3, kinds=("single", "free_text", "free_text")), count=3, pass_percent=60)
    run = run_of(page)
    run.test = test
    return run


def sheet_of(row, test, said: str) -> dict:
    """What is typed from the sheet: the right choice, `said` in the first text, nothing in the second."""
    printed = paper_test(row, test)
    data = {"code": printed.code, "at": [q.number for q in printed.questions]}
    texts = [q.number for q in printed.questions if q.kind == "free_text"]
    for number, (version, _picked, _order) in enumerate(printed.paper.rows, 1):
        if number not in texts:
            data[f"q-{number}"] = next(one["id"] for one in version.data["options"] if one["right"])
    return data | {f"q-{texts[0]}": said, f"q-{texts[1]}": ""}


@pytest.mark.parametrize(
    ("kind", "lines", "boxes"), [("free_text", 4, 0), ("short", 1, 0), ("numeric", 1, 0), ("ordering", 0, 2)]
)
def test_every_kind_has_its_room_on_the_sheet(client, db, anna, kind, lines, boxes):
    page = course()
    quiz(page, bank(1, kinds=(kind,)), count=1)
    row = enrol(run_of(page), anna)
    client.force_login(anna)
    sheet = text(client.get(f"/school/{row.public_id}/whole/"))
    assert (sheet.count("<p>____________________________</p>"), sheet.count("<li>___ ")) == (lines, boxes)


def test_a_text_from_paper_waits_for_the_mentor_and_then_counts(client, essay, anna, boris, dmitry):
    row = enrol(essay, anna)
    MentorAssignment.objects.create(group=row.group, user=dmitry)
    client.force_login(boris)
    address = f"/school/{row.public_id}/paper/{essay.test.translation_key}/"
    answer = client.post(address, sheet_of(row, essay.test, "Обошли дворы и спросили людей."), follow=True)
    assert "Развёрнутые прочтёт наставник" in text(answer)
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.closed_by, attempt.scaled) == ("in_review", "paper", None)
    event = LearningEvent.objects.get(verb="submitted")
    assert (event.source, event.actor) == ("paper", boris)
    assert [(one.kind, one.row) for one in waiting_for(dmitry)] == [("answer", attempt)]

    position = attempt.responses.get(answer__isnull=False, version__question__kind="free_text").position
    client.force_login(dmitry)
    page = text(client.get(f"/school/mentor/answers/{attempt.public_id}/"))
    assert "Обошли дворы и спросили людей." in page
    client.post(f"/school/mentor/answers/{attempt.public_id}/", {f"score-{position}": "1", "done": "1"})
    attempt.refresh_from_db()
    assert (attempt.state, str(attempt.scaled)) == ("graded", "0.6667")
    assert Grade.objects.get(enrolment=row).scaled == attempt.scaled


def test_while_the_mentor_reads_a_second_sheet_waits(client, essay, anna, boris):
    row = enrol(essay, anna)
    client.force_login(boris)
    address = f"/school/{row.public_id}/paper/{essay.test.translation_key}/"
    client.post(address, sheet_of(row, essay.test, "Первый лист"))
    answer = client.post(address, sheet_of(row, essay.test, "Второй лист"))
    assert answer.status_code == 422
    assert "Прошлую попытку ещё читает наставник." in text(answer)
    assert "Второй лист" in text(answer)
    assert Attempt.objects.count() == 1
    client.force_login(anna)
    page = text(client.get(f"/school/{row.public_id}/whole/"))
    assert "Ответы на этот тест читает наставник." in page
    assert "Номер листа" not in page


def test_a_wrong_number_gives_back_all_that_was_typed(client, essay, anna, boris):
    row = enrol(essay, anna)
    client.force_login(boris)
    data = sheet_of(row, essay.test, "Длинный ответ с листа <b>")
    answer = client.post(f"/school/{row.public_id}/paper/{essay.test.translation_key}/", data | {"code": "000000"})
    assert answer.status_code == 422
    page = text(answer)
    assert "Длинный ответ с листа &lt;b&gt;</textarea>" in page
    assert page.count("checked") == 1
    assert Attempt.objects.count() == 0
