"""The mentor's comforts: ready phrases, a letter to the group, a Word file on the screen, nothing to claim where one is alone."""

import io
import uuid
import zipfile

import docx
import pytest

from core.files import clean_upload
from core.mail.kinds import kind_of
from core.models import Letter
from school.exchange.word import BadWord, read_word
from school.models import (
    Criterion,
    Group,
    Level,
    MentorAssignment,
    ReadyPhrase,
    Rubric,
    RubricVersion,
    RunItem,
    Submission,
    WorkReview,
)
from school.services.enrolling import enrol
from school.services.reviewing import Said, keep_review
from school.services.threads import Words, ask
from school.services.work_files import add_file
from school.services.works import Written, begin_work, keep_work, send_work
from tests.cast import give_role, make_person
from tests.factories.files import archive, upload
from tests.factories.people import consent_document
from tests.factories.school import assignment, course, lessons_of, run_of


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


@pytest.fixture
def run(db, dmitry):
    consent_document("school")
    page = course()
    task = assignment(page)
    run = run_of(page)
    run.task = task
    MentorAssignment.objects.create(group=Group.objects.get(run=run), user=dmitry)
    return run


def sent_work(run, person, file: bytes | None = None) -> Submission:
    item = RunItem.objects.get(run=run, activity=run.task.translation_key)
    work = begin_work(enrol(run, person), item, actor=person)
    version = keep_work(work, Written("Двенадцать дворов."))
    if file:
        add_file(work, clean_upload(upload("работа.docx", file)), at_most=5)
    return send_work(work, item, actor=person, send_key=uuid.uuid4(), revision=version.revision)


def test_own_phrases_are_added_shown_and_removed(client, run, anna, dmitry, zhanna):
    work = sent_work(run, anna)
    client.force_login(dmitry)
    client.post("/school/mentor/phrases/", {"text": "Назовите точную сумму."})
    client.post("/school/mentor/phrases/", {"text": "Назовите точную сумму."})
    phrase = ReadyPhrase.objects.get()
    assert "Назовите точную сумму." in text(client.get(f"/school/mentor/works/{work.public_id}/"))
    client.force_login(zhanna)
    client.post("/school/mentor/phrases/", {"remove": phrase.pk})
    assert ReadyPhrase.objects.count() == 1
    client.force_login(dmitry)
    client.post("/school/mentor/phrases/", {"remove": phrase.pk})
    assert not ReadyPhrase.objects.exists()


def test_a_letter_goes_to_the_ticked_once_and_is_answered_to_the_mentor(client, run, anna, klavdia, dmitry):
    hers = enrol(run, anna)
    enrol(run, klavdia)
    client.force_login(dmitry)
    address = f"/school/mentor/groups/{Group.objects.get(run=run).public_id}/letter/"
    data = {"subject": "Встреча", "text": "Ждём в среду.", "people": [hers.public_id], "submit_key": str(uuid.uuid4())}
    client.post(address, data)
    client.post(address, data)
    letter = Letter.objects.get(kind="school.group_message")
    assert (letter.person, letter.reply_to, letter.urgency, letter.state) == (anna, "dmitry@example.org", 3, "held")
    assert "Ждём в среду." in kind_of(letter.kind).make(letter).text
    client.post(address, data | {"people": [], "submit_key": str(uuid.uuid4())})
    assert Letter.objects.filter(kind="school.group_message", person=klavdia).count() == 1


def test_nobody_else_writes_to_the_group(client, run, anna, boris):
    enrol(run, anna)
    other = give_role(make_person("oleg@example.org", "Седов", "Олег", "PER"), "Наставники")
    for stranger in (anna, boris, other):
        client.force_login(stranger)
        assert client.get(f"/school/mentor/groups/{Group.objects.get(run=run).public_id}/letter/").status_code == 404


def test_where_a_group_has_one_mentor_nothing_is_claimed(client, run, anna, dmitry):
    work = sent_work(run, anna)
    client.force_login(dmitry)
    address = f"/school/mentor/works/{work.public_id}/"
    assert "Беру на проверку" not in text(client.get(address))
    MentorAssignment.objects.create(
        group=Group.objects.get(run=run), user=give_role(make_person("oleg@example.org", "Седов", "Олег", "PER"), "Наставники")
    )
    assert "Беру на проверку" in text(client.get(address))


def test_a_word_file_is_read_on_the_screen_by_the_mentor_only(client, run, anna, dmitry, boris):
    work = sent_work(run, anna, word("Улица Мира", "<script>alert(1)</script>"))
    file = work.versions.get().files.get()
    client.force_login(dmitry)
    page = text(client.get(f"/school/files/{file.public_id}/text/"))
    assert "Улица Мира" in page
    assert "<script>alert" not in page
    client.force_login(boris)
    assert client.get(f"/school/files/{file.public_id}/text/").status_code == 404


def bomb() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"<a>" + b"x" * 13_000_000 + b"</a>")
    return body.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document/>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"not a zip", "не файл Word"),
        (archive({"a.txt": b"x"}), "не файл Word"),
        (bomb(), "слишком велик"),
        (archive({"word/document.xml": b"<w:document/>", "word/vbaProject.bin": b"x"}), "макросы"),
        (archive({"word/document.xml": ENTITY}), "посторонние определения"),
        (archive({"word/document.xml": b"<w:docu"}), "повреждён"),
    ],
)
def test_a_hostile_word_file_gets_one_clear_sentence(body, why):
    with pytest.raises(BadWord) as refusal:
        read_word(io.BytesIO(body))
    assert why in str(refusal.value)


def test_talks_stand_under_the_lesson_within_its_queries(client, run, anna, django_assert_max_num_queries):
    row = enrol(run, anna)
    lesson = lessons_of(run.course.page)[0]
    activity = RunItem.objects.get(run=run, activity=lesson.translation_key).activity
    client.force_login(anna)
    client.get(lesson.url)
    for number in range(5):
        ask(row, activity, Words(f"Не понимаю {number}", uuid.uuid4()))
    with django_assert_max_num_queries(11):
        page = text(client.get(lesson.url))
    assert "Не понимаю 4" in page
    assert "Спросить наставника" in page


def test_beside_a_mark_stands_this_is_a_mistake(client, run, anna):
    from school.services.learning import complete_lesson

    row = enrol(run, anna)
    item = RunItem.objects.filter(run=run).order_by("position").first()
    complete_lesson(row, item, actor=anna)
    client.force_login(anna)
    assert f"/school/activities/{item.activity_id}/ask/?about=mark" in text(client.get(f"/school/{row.public_id}/results/"))


def test_one_criterion_across_the_works_of_a_group_stays_a_draft(client, run, anna, klavdia, dmitry):
    rubric = Rubric.objects.create(title="Паспорт")
    version = RubricVersion.objects.create(rubric=rubric, number=1)
    full, clear = (
        Criterion.objects.create(version=version, position=n, title=t) for n, t in enumerate(("Полнота", "Ясность"), 1)
    )
    levels = [Level.objects.create(criterion=full, position=n, title=str(n), points=n) for n in (1, 2)]
    run.task.rubric = rubric
    run.task.save_revision().publish()
    first, second = sent_work(run, anna), sent_work(run, klavdia)
    keep_review(first, Said("Хорошо написано.", None, {clear.pk: (None, "Короче")}, ""), by=dmitry)
    client.force_login(dmitry)
    address = f"/school/mentor/groups/{Group.objects.get(run=run).public_id}/criterion/"
    assert "Двенадцать дворов." in text(client.get(address))  # the first criterion, until another is chosen
    assert "Двенадцать дворов." in text(client.get(f"{address}?criterion={full.pk}"))
    chosen = {f"level-{first.public_id}": levels[1].pk, f"level-{second.public_id}": levels[0].pk}
    client.post(address, {"criterion": full.pk} | chosen)
    kept = {row.version.submission_id: row for row in WorkReview.objects.filter(sent_at__isnull=True)}
    assert kept[first.pk].comment == "Хорошо написано."
    assert kept[first.pk].scores.get(criterion=full).level == levels[1]
    assert kept[first.pk].scores.get(criterion=clear).comment == "Короче"
    assert kept[second.pk].scores.get(criterion=full).level == levels[0]
