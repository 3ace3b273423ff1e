"""A learner's work: a draft that keeps itself, files one by one, the check page, sent once, taken back, late."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from core import drafts
from core.models import Entry, Letter
from school.models import ExtensionRequest, RunItem, Submission, SubmissionFile, SubmissionVersion
from school.services.enrolling import enrol
from school.services.reviewing import Said, send_review
from school.services.works import WorkRefused, Written, begin_work, draft_of, keep_work, send_work
from tests.factories.files import docx, photo, upload
from tests.factories.people import consent_document
from tests.factories.school import assignment, course, run_of


@pytest.fixture
def work(db, anna):
    consent_document("school")
    page = course()
    task = assignment(page, checklist=[("point", "Есть смета")], min_length=5)
    run = run_of(page)
    item = RunItem.objects.get(run=run, activity=task.translation_key)
    return begin_work(enrol(run, anna), item, actor=anna)


def text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def item_of(work: Submission) -> RunItem:
    return RunItem.objects.get(run=work.enrolment.run, activity=work.activity)


def written(work: Submission, text: str = "Двенадцать дворов, четыре колодца.") -> SubmissionVersion:
    return keep_work(work, Written(text))


def send(work: Submission, **more):
    version = written(work)
    return send_work(work, item_of(work), actor=work.enrolment.user, send_key=uuid.uuid4(), revision=version.revision, **more)


def put(work: Submission, **fields) -> None:
    RunItem.objects.filter(pk=item_of(work).pk).update(**fields)


def test_the_whole_way_over_the_screens(client, anna, db):
    consent_document("school")
    page = course()
    task = assignment(page, checklist=[("point", "Есть смета")], min_length=5)
    run = run_of(page)
    enrol(run, anna)
    client.force_login(anna)
    assert "Начать работу" in client.get(task.url).content.decode()
    started = client.post(f"/school/assignments/{task.translation_key}/start/", follow=True)
    work = Submission.objects.get()
    address = f"/school/works/{work.public_id}/"
    assert started.redirect_chain[-1][0] == address
    short = client.post(address, {"text": "Да"})
    assert short.status_code == 422
    assert "Сейчас 2 знаков, нужно хотя бы 5" in short.content.decode()
    added = client.post(f"{address}files/", {"file": upload("План улицы №1.docx", docx())}, follow=True)
    assert "План улицы №1.docx" in added.content.decode()
    checked = client.post(address, {"text": "Двенадцать дворов"}, follow=True)
    assert checked.redirect_chain[-1][0] == f"{address}check/"
    assert "не отмечено" in checked.content.decode()
    data = {"send_key": str(uuid.uuid4()), "revision": SubmissionVersion.objects.get().revision}
    client.post(f"{address}check/", data)
    sent = client.post(f"{address}check/", data, follow=True)  # pressed twice
    assert "ждёт наставника" in sent.content.decode()
    assert Submission.objects.get().state == "submitted"
    assert [letter.kind for letter in Letter.objects.filter(person=anna)].count("school.submitted") == 1


def test_a_file_is_judged_at_its_field_and_the_text_is_kept(client, anna, work):
    client.force_login(anna)
    written(work)
    address = f"/school/works/{work.public_id}/files/"
    for bad, words in [
        (upload("пусто.pdf", b""), "пуст"),
        (upload("план.exe", b"MZ"), "такого вида не принимается"),
        (upload("план.pdf", b"<html>"), "не то, что сказано в его имени"),
        (upload("большой.pdf", b"%PDF" + b"0" * (21 * 1024 * 1024)), "больше 20"),
    ]:
        answer = client.post(address, {"file": bad})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert words in page
        assert "Двенадцать дворов, четыре колодца." in page
    assert SubmissionFile.objects.count() == 0


def test_files_are_put_in_order_taken_out_and_counted(client, anna, work):
    client.force_login(anna)
    address = f"/school/works/{work.public_id}/files/"
    names = [f"снимок {number}.docx" for number in range(5)]
    for number, name in enumerate(names):
        client.post(address, {"file": upload(name, docx(**{"word/extra.xml": str(number).encode()}))})
    assert client.post(address, {"file": upload("шестой.docx", docx())}).status_code == 422
    last = SubmissionFile.objects.order_by("position").last()
    client.post(f"{address}{last.public_id}/", {"act": "up"})
    assert [one.name for one in SubmissionFile.objects.all()] == [*names[:3], names[4], names[3]]
    path = last.file.path
    client.post(f"{address}{last.public_id}/", {"act": "remove"})
    assert SubmissionFile.objects.count() == 4
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: SIM115


def test_after_the_last_date_the_text_stays_a_draft_and_time_can_be_asked(client, anna, work):
    put(work, hard=timezone.now() - timedelta(minutes=16))
    with pytest.raises(WorkRefused) as refusal:
        send(work)
    assert refusal.value.why == "late"
    work.refresh_from_db()
    assert (work.state, work.versions.get().text) == ("draft", "Двенадцать дворов, четыре колодца.")
    client.force_login(anna)
    address = f"/school/activities/{work.activity_id}/time/"
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    client.post(address, {"why": "link", "until": day})
    client.post(address, {"why": "ill", "until": day})
    assert [(row.reason, row.state) for row in ExtensionRequest.objects.all()] == [("Плохая связь", "open")]


def test_within_a_quarter_of_an_hour_after_the_last_date_it_is_taken_as_late(work):
    put(work, hard=timezone.now() - timedelta(minutes=14))
    send(work)
    assert work.versions.get().late is True


def test_it_is_taken_back_while_nobody_reads_it(client, anna, work, dmitry):
    send(work)
    client.force_login(anna)
    client.post(f"/school/works/{work.public_id}/take-back/")
    work.refresh_from_db()
    assert (work.state, work.versions.get().sent_at) == ("draft", None)
    send(work)
    Submission.objects.update(state="in_review", claimed_by=dmitry, claimed_at=timezone.now())
    answer = client.post(f"/school/works/{work.public_id}/take-back/", follow=True)
    assert "Наставник уже читает" in answer.content.decode()
    assert Submission.objects.get().state == "in_review"


def test_what_another_tab_wrote_after_the_check_page_is_not_sent_unseen(client, anna, work):
    client.force_login(anna)
    version = written(work)
    drafts.save(anna, work, "text", "Новое", 0)
    data = {"send_key": str(uuid.uuid4()), "revision": version.revision}
    answer = client.post(f"/school/works/{work.public_id}/check/", data, follow=True)
    assert "После проверки текст изменился" in text(answer)
    assert "Новое" in text(answer)
    assert Submission.objects.get().state == "draft"


def test_after_a_return_the_next_version_begins_with_the_last_and_its_files(client, anna, zhanna, work):
    client.force_login(anna)
    client.post(f"/school/works/{work.public_id}/files/", {"file": upload("двор.jpg", photo())})
    send(work)
    send_review(work, Said("Добавьте запасной день.", None, {}, "returned"), by=zhanna)
    page = client.get(f"/school/works/{work.public_id}/").content.decode()
    assert ("Двенадцать дворов, четыре колодца." in page, page.count("двор.jpg") >= 2) == (True, True)
    assert "Отправленное" not in page  # the one version stands above, beside the mentor's answer
    keep_work(work, Written("Тринадцать дворов"))
    first, second = work.versions.all()
    assert (first.text, second.text) == ("Двенадцать дворов, четыре колодца.", "Тринадцать дворов")
    assert [one.name for one in second.files.all()] == ["двор.jpg"]
    file = second.files.get()
    client.post(f"/school/works/{work.public_id}/files/{file.public_id}/", {"act": "remove"})
    sent = client.get(f"/school/files/{first.files.get().public_id}/")  # the sent one is as it was
    assert len(b"".join(sent.streaming_content)) == first.files.get().size


def test_nothing_is_written_while_the_mentor_has_it(work):
    send(work)
    with pytest.raises(WorkRefused) as refusal:
        draft_of(work)
    assert refusal.value.why == "with_mentor"


def test_strangers_get_nothing(client, anna, work, boris, vera, galina, dmitry):
    client.force_login(anna)
    client.post(f"/school/works/{work.public_id}/files/", {"file": upload("двор.jpg", photo())})
    file = SubmissionFile.objects.get()
    assert len(b"".join(client.get(f"/school/files/{file.public_id}/").streaming_content)) == file.size
    for stranger in (boris, vera, galina, dmitry):
        client.force_login(stranger)
        assert client.get(f"/school/works/{work.public_id}/").status_code == 404
        assert client.get(f"/school/files/{file.public_id}/").status_code == 404
        assert client.post(f"/school/works/{work.public_id}/check/", {"send_key": uuid.uuid4(), "revision": 1}).status_code == 404


def test_every_move_leaves_a_row_that_the_person_reads(work, anna):
    send(work)
    rows = Entry.objects.about(work)
    assert [(row.verb, row.person, row.audience) for row in rows] == [("submitted", anna, "person")]


def test_an_assignment_completed_by_sending_completes_at_once(db, anna):
    consent_document("school")
    page = course()
    task = assignment(page, completion="submit")
    run = run_of(page)
    RunItem.objects.filter(run=run).exclude(activity=task.translation_key).update(required=False)
    enrolment = enrol(run, anna)
    work = begin_work(enrolment, RunItem.objects.get(run=run, activity=task.translation_key), actor=anna)
    send(work)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"
