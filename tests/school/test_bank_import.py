"""A file of questions comes into a bank by preview and confirmation; leaves as GIFT (spec: school §7)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import Entry, ImportBatch, Picture
from school.exchange import BadSource
from school.models import Question, QuestionBank, QuestionCategory, QuestionTag, QuestionVersion
from school.services.bank import QuestionFacts, change_question
from school.services.question_export import gift_of, questions_to_leave
from school.services.question_import import confirm_questions, drop, preview_questions
from tests.school.test_exchange import GIFT, XML

pytestmark = pytest.mark.django_db
BAD = "Да?{T}\n\nБез ответов\n\nНет?{F}\n\nДа?{T}\n"


@pytest.fixture
def bank(db):
    return QuestionBank.objects.create(title="Основы")


def load(bank, text, by, name="вопросы.txt"):
    batch = preview_questions(bank, text.encode(), name, by=by)
    return batch, confirm_questions(batch, by=by)


def test_a_preview_saves_no_question(bank, zhanna):
    batch = preview_questions(bank, BAD.encode(), "../вопросы\u202e.txt", by=zhanna)
    assert (batch.name, batch.state, batch.report["counts"], batch.report["lost"]) == (
        "вопросы .txt", "previewed", {"new": 2, "double": 1}, 1,
    )  # fmt: skip
    assert [(note["line"], note["lost"]) for note in batch.report["notes"]] == [(3, True)]
    assert Question.objects.count() == 0


def test_confirming_loads_good_rows_with_categories_and_tags(bank, zhanna):
    batch, made = load(bank, GIFT, zhanna)
    assert (made, batch.state) == (9, "done")
    assert [category.path for category in bank.categories.all()] == ["Ресурсы/Подсчёт"]
    first = Question.objects.get(title="Начало")
    assert sorted(tag.name for tag in first.tags.all()) == ["обход", "село"]
    assert (first.versions.get().number, first.versions.get().created_by) == (1, zhanna)
    assert Entry.objects.get(verb="imported").now == {"kind": "school.questions", "name": "вопросы.txt", "new": 9}


def test_the_same_file_twice_and_two_presses_make_nothing_new(bank, zhanna):
    batch = load(bank, GIFT, zhanna)[0]
    assert confirm_questions(batch, by=zhanna) == 0
    again = preview_questions(bank, GIFT.encode(), "вопросы.txt", by=zhanna)
    assert (again.report["counts"], again.report["loaded_before"] != "") == ({"same": 9}, True)
    assert confirm_questions(again, by=zhanna) == 0
    assert (Question.objects.count(), Entry.objects.filter(verb="imported").count()) == (9, 2)


def test_what_was_edited_since_is_not_doubled_in_its_old_or_new_words(bank, zhanna):
    load(bank, "Да?{T}", zhanna)
    version = QuestionVersion.objects.get()
    question = version.question
    facts = QuestionFacts(category=question.category, title=question.title, text="Правда ли?", data=version.data)
    change_question(question, facts, by=zhanna)
    assert load(bank, "Да?{T}", zhanna)[1] == 0
    assert load(bank, gift_of(questions_to_leave(bank)), zhanna)[1] == 0
    assert Question.objects.count() == 1


def test_another_bank_gets_its_own(bank, zhanna):
    load(bank, "Да?{T}", zhanna)
    assert load(QuestionBank.objects.create(title="Другой"), "Да?{T}", zhanna)[1] == 1


def test_a_dropped_load_loads_nothing(bank, zhanna):
    batch = preview_questions(bank, GIFT.encode(), "вопросы.txt", by=zhanna)
    assert drop(batch) is True
    assert confirm_questions(batch, by=zhanna) == 0
    assert Question.objects.count() == 0


def test_a_load_that_stopped_goes_on_where_it_stopped(bank, zhanna, monkeypatch):
    text = "\n\n".join(f"Вопрос {number}?{{T}}" for number in range(12))
    batch = preview_questions(bank, text.encode(), "много.txt", by=zhanna)
    monkeypatch.setattr("school.services.question_import.ACT_ROWS", 5)
    batch.report["done"] = 5
    batch.save()
    assert confirm_questions(batch, by=zhanna) == 7
    assert ImportBatch.objects.get().state == "done"


def test_the_first_picture_comes_with_the_question_once(bank, zhanna):
    assert load(bank, XML, zhanna, "moodle.xml")[1] == 8
    version = QuestionVersion.objects.get(question__title="Начало")
    assert (version.picture.width, version.picture_alt) == (1, "Двор")
    load(QuestionBank.objects.create(title="Другой"), XML, zhanna, "moodle.xml")
    assert Picture.objects.count() == 1


def test_a_picture_that_cannot_be_read_is_told_in_the_preview(bank, zhanna):
    broken = XML.replace("iVBORw0KGgo", "AAAAAAAAAAA")
    batch, made = load(bank, broken, zhanna)
    assert "«Начало»: картинка «dvor.png» не читается, вопрос придёт без неё." in [note["say"] for note in batch.report["notes"]]
    assert (made, Picture.objects.count()) == (8, 0)


def test_a_bank_leaves_and_comes_back_whole(bank, zhanna):
    load(bank, GIFT, zhanna)
    text = gift_of(questions_to_leave(bank))
    other = QuestionBank.objects.create(title="Другой")
    assert load(other, text, zhanna)[1] == 9
    assert gift_of(questions_to_leave(other)) == text
    assert QuestionTag.objects.count() == 2


def test_a_category_leaves_with_those_inside_it(bank, zhanna):
    load(bank, "$CATEGORY: Право\n\nА?{T}\n\n$CATEGORY: Право/Иски\n\nБ?{T}\n\n$CATEGORY: Правописание\n\nВ?{T}", zhanna)
    law = QuestionCategory.objects.get(path="Право")
    assert [row.title for row in questions_to_leave(bank, law)] == ["А?", "Б?"]


def test_loading_costs_the_same_for_many(bank, zhanna, django_assert_max_num_queries):
    text = "\n\n".join(f"// [tag:т{number % 7}]\nВопрос {number}?{{T}}" for number in range(400))
    batch = preview_questions(bank, text.encode(), "много.txt", by=zhanna)
    with django_assert_max_num_queries(32):
        assert confirm_questions(batch, by=zhanna) == 400


def test_the_way_through_the_screens(client: Client, bank, zhanna):
    client.force_login(zhanna)
    address = reverse("question_bank:load", args=[bank.pk])
    answer = client.post(address, {"pasted": BAD})
    page = client.get(answer.url).content.decode().replace("\u00a0", " ")
    assert "Придёт: 2 новых вопроса" in page
    assert "нет ответов в фигурных скобках" in page
    assert client.post(answer.url, {"confirm": "1"}).url == f"{reverse('question:index')}?bank={bank.pk}"
    assert Question.objects.count() == 2
    out = client.get(reverse("question_bank:out", args=[bank.pk]))
    assert "Да?" in out.content.decode()
    assert (out["X-Content-Type-Options"], out["Content-Disposition"].startswith("attachment")) == ("nosniff", True)
    assert Entry.objects.get(verb="exported").now["rows"] == 2
    dropped = client.post(address, {"file": SimpleUploadedFile("q.gift", "Ещё?{T}".encode())}).url
    assert client.post(dropped, {"drop": "1"}).url == address
    assert Question.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Выберите файл или вставьте текст."),
        ({"pasted": "просто текст"}, "Не похоже ни на GIFT"),
        ({"file": SimpleUploadedFile("v.xml", b"<!DOCTYPE q><quiz/>")}, "определение типа"),
        ({"file": SimpleUploadedFile("v.txt", b"PK\x03\x04\x00\x00\x00")}, "не текстовый файл"),
        ({"file": SimpleUploadedFile("v.txt", b"x" * (5 * 1024 * 1024 + 1))}, "больше 5 МБ"),
        ({"file": SimpleUploadedFile("v.txt", b"")}, ""),
    ],
)
def test_a_file_that_is_no_questions_gets_a_sentence_at_its_field(client: Client, bank, zhanna, sent, said):
    client.force_login(zhanna)
    answer = client.post(reverse("question_bank:load", args=[bank.pk]), sent)
    assert answer.status_code == 200
    assert said in answer.content.decode().replace("\u00a0", " ")
    assert ImportBatch.objects.count() == 0


def test_a_load_is_shown_in_its_own_bank_only(client: Client, bank, zhanna, egor):
    batch = preview_questions(bank, b"A?{T}", "q.txt", by=zhanna)
    other = QuestionBank.objects.create(title="Другой")
    client.force_login(zhanna)
    assert client.get(reverse("question_bank:batch", args=[bank.pk, batch.pk])).status_code == 200
    assert client.get(reverse("question_bank:batch", args=[other.pk, batch.pk])).status_code == 404
    client.force_login(egor)
    assert client.post(reverse("question_bank:batch", args=[bank.pk, batch.pk])).status_code == 302
    assert Question.objects.count() == 0


def test_nothing_is_read_into_a_bank_that_cannot_be_read(bank, zhanna):
    with pytest.raises(BadSource):
        preview_questions(bank, b"\x00\x00", "q.txt", by=zhanna)
    assert ImportBatch.objects.count() == 0
