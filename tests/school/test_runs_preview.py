"""An author's preview counts nowhere and is wiped; a skeleton of a course."""

import pytest
from django.core.files.base import ContentFile

from core.models import Letter
from school.models import (
    ActivityProgress,
    Attempt,
    CourseRun,
    Enrolment,
    LearningEvent,
    LessonPage,
    ModulePage,
    Response,
    SelfCheckAnswer,
    Submission,
    SubmissionFile,
)
from school.models.outline import enrolment_in
from school.services.bank import change_question
from school.services.enrolling import enrol, leave
from school.services.learning import answer_self_checks, complete_lesson
from school.services.previewing import NotAPreview, StudiesHere, begin_preview, preview_of, start_again, wipe_preview
from school.services.runs import create_run
from school.services.skeleton import NotEmpty, make_skeleton
from tests.factories.certificates import graduate, signed_in
from tests.factories.people import consent_document
from tests.factories.school import CHECK_ID, RIGHT, course, run_of
from tests.school.running import items_of, work_of
from tests.school.taking import Quiz
from tests.school.test_bank import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course())


def test_a_preview_counts_nowhere_and_writes_no_letter(run, zhanna):
    row = begin_preview(run, by=zhanna)
    assert begin_preview(run, by=zhanna) == row
    first, second, third = items_of(run)
    complete_lesson(row, first, actor=zhanna)
    complete_lesson(row, second, actor=zhanna)
    assert answer_self_checks(row, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=zhanna) is True
    seen = CourseRun.objects.with_numbers().get()
    assert (seen.taken, Letter.objects.count(), Enrolment.objects.real().count()) == (0, 0, 0)


def test_beginning_anew_wipes_everything_and_only_that(run, anna, zhanna):
    hers = graduate(run, anna)
    row = begin_preview(run, by=zhanna)
    answer_self_checks(row, items_of(run)[0], {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=zhanna)
    complete_lesson(row, items_of(run)[0], actor=zhanna)
    work = work_of(row)
    kept = {"name": "p.txt", "sha256": "0" * 64, "size": 3, "kind": "txt"}
    file = SubmissionFile(version=work.versions.get(), **kept)
    file.file.save("p.txt", ContentFile(b"abc"))
    where, path = file.file.storage, file.file.name
    assert where.exists(path)
    again = start_again(row)
    assert (again.status, again.is_preview, again.pk != row.pk) == ("active", True, True)
    assert not where.exists(path)
    assert (Submission.objects.count(), ActivityProgress.objects.filter(enrolment=again).count()) == (0, 0)
    assert (ActivityProgress.objects.filter(enrolment=hers).count(), SelfCheckAnswer.objects.count()) == (3, 1)
    assert LearningEvent.objects.exclude(enrolment=hers).count() == 0
    with pytest.raises(NotAPreview):
        wipe_preview(hers)
    assert Enrolment.objects.filter(pk=hers.pk).exists()


def test_an_author_who_studies_for_real_sees_the_real_enrolment(run, zhanna):
    hers = enrol(run, zhanna)
    with pytest.raises(StudiesHere):
        begin_preview(run, by=zhanna)
    leave(hers, by=zhanna)
    row = begin_preview(run, by=zhanna)
    assert enrolment_in(run.course_id, zhanna) == row
    draft = create_run(run.course.page, code="novyy", title="Новый", by=zhanna)
    assert begin_preview(draft, by=zhanna).run == draft
    assert preview_of(run.course, zhanna).run == draft
    assert Enrolment.objects.filter(is_preview=True).count() == 1


def test_a_skeleton_is_twenty_five_drafts_and_only_in_an_empty_course(db, zhanna):
    page = course()
    with pytest.raises(NotEmpty):
        make_skeleton(page, by=zhanna)
    empty = page.get_parent().add_child(instance=type(page)(title="Новый курс", slug="novyy-kurs"))
    assert make_skeleton(empty, by=zhanna) == 25
    assert ModulePage.objects.child_of(empty).filter(live=False).count() == 5
    lessons = LessonPage.objects.descendant_of(empty).filter(live=False, owner=zhanna)
    assert (lessons.count(), lessons.order_by("path").first().title) == (20, "Урок 1.1")
    with pytest.raises(NotEmpty):
        make_skeleton(empty, by=zhanna)


def test_a_question_that_only_a_preview_was_asked_is_changed_in_its_place(anna, zhanna):
    made = Quiz(anna, questions=1)
    question = made.category.questions.get()
    preview, client = begin_preview(made.run, by=zhanna), signed_in(zhanna)
    client.post(made.start_url)
    attempt = Attempt.objects.get(enrolment=preview)
    address = f"/school/attempts/{attempt.public_id}/"
    answer = attempt.responses.get()
    Response.objects.filter(pk=answer.pk).update(answer=answer.version.data["options"][0]["id"])
    assert question.versions.get().frozen_at is None

    fresh = [{"id": "n1", "text": "Новое да", "right": True}, {"id": "n2", "text": "Новое нет", "right": False}]
    changed = change_question(question, facts(made.category, text="Сказано иначе", data={"options": fresh}), by=zhanna)
    assert (changed.number, changed.pk) == (1, answer.version_id)
    page = client.get(address).content.decode()
    assert "Сказано иначе" in page
    assert "Новое да" in page
    assert "checked" not in page
    client.post(address, {"at": "1", "page": "1", "q-1": "n1"})
    client.post(f"{address}finish/")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.scaled) == ("graded", 1)

    again = change_question(question, facts(made.category, text="И ещё иначе"), by=zhanna)
    assert again.number == 1
    assert client.get(f"{address}result/").status_code == 200  # its words have changed, its points stay
    made.start()
    assert change_question(question, facts(made.category, text="Уже спрошено"), by=zhanna).number == 2
    start_again(preview)
    assert Attempt.objects.filter(enrolment__is_preview=True).count() == 0
    assert question.versions.count() == 2
