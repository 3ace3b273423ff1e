"""The bank: versions, archive, who gets in, typed forms, preview."""

import io

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import Entry, Picture
from school.forms.bank import QuestionEditor
from school.models import Question, QuestionBank, QuestionCategory, QuestionVersion, Response
from school.questions import KINDS
from school.services.bank import (
    QuestionFacts,
    archive_question,
    change_question,
    create_question,
    last_versions,
    restore_question,
)
from school.services.bank_answers import answers_of, quizzes_with
from tests.factories.files import picture
from tests.school.taking import Quiz

pytestmark = pytest.mark.django_db
DATA = {
    "options": [
        {"id": "a1", "text": "С обхода", "right": True, "weight": None, "remark": ""},
        {"id": "b2", "text": "Со счёта", "right": False, "weight": None, "remark": "Рано."},
    ]
}


@pytest.fixture
def category(db):
    return QuestionCategory.objects.create(bank=QuestionBank.objects.create(title="Основы"), path="Ресурсы")


@pytest.fixture
def version(category, zhanna):
    return create_question("single", facts(category), by=zhanna)


def ask(version):
    """As an attempt does when it begins."""
    QuestionVersion.objects.filter(pk=version.pk).update(frozen_at=timezone.now())


def facts(category, **more):
    return QuestionFacts(
        **{"category": category, "title": "Начало", "text": "С чего начать?", "data": DATA, "tags": ["село"]} | more
    )


def form(category, **more):
    rows = {"rows-TOTAL_FORMS": "4", "rows-INITIAL_FORMS": "0"}
    common = {"category": category.pk, "title": "", "text": "С чего начать?", "explanation": "", "picture": "", "picture_alt": ""}
    return common | {"tags": ""} | rows | more


TWO_OPTIONS = {"rows-0-text": "С обхода", "rows-0-right": "on", "rows-1-text": "Со счёта", "rows-1-remark": "Рано."}


def test_a_version_nobody_was_asked_is_changed_in_its_place(version, category, zhanna):
    changed = change_question(version.question, facts(category, text="С чего начинают?", tags=["право"]), by=zhanna)
    assert (changed.pk, changed.number, changed.text) == (version.pk, 1, "С чего начинают?")
    assert [tag.name for tag in version.question.tags.all()] == ["право"]


def test_a_version_that_was_asked_stays_and_the_next_one_is_made(version, category, zhanna):
    ask(version)
    changed = change_question(version.question, facts(category, text="С чего начинают?"), by=zhanna)
    version.refresh_from_db()
    assert (changed.number, changed.text, version.text) == (2, "С чего начинают?", "С чего начать?")
    assert last_versions([version.question_id])[version.question_id] == changed


def test_the_same_words_make_no_version(version, category, zhanna):
    ask(version)
    assert change_question(version.question, facts(category, title="Иначе"), by=zhanna).pk == version.pk
    assert Question.objects.get().title == "Иначе"


def test_archiving_twice_is_one_act(version, zhanna):
    assert archive_question(version.question, by=zhanna) is True
    assert archive_question(version.question, by=zhanna) is False
    assert Question.objects.in_use().count() == 0
    assert restore_question(version.question, by=zhanna) is True
    assert Question.objects.in_use().count() == 1


def test_only_methodologists_and_administrators_get_in(client, version, category, request):
    at = [version.question.public_id]
    addresses = [
        reverse("question:index"),
        reverse("question_bank:index"),
        reverse("question_category:index"),
        reverse("question:add"),
        reverse("question:new", args=["single"]),
        reverse("question:card", args=at),
        reverse("question:change", args=at),
        reverse("question:try", args=at),
        reverse("question_bank:load", args=[category.bank_id]),
        reverse("question_bank:out", args=[category.bank_id]),
    ]
    got = {}
    for name in ("zhanna", "irina", "egor", "boris", "zoya", "dmitry", "anna"):
        browser = Client()
        browser.force_login(request.getfixturevalue(name))
        got[name] = {browser.get(address).status_code for address in addresses}
        acted = browser.post(reverse("question:card", args=at), {"archive": "1"})
        assert acted.status_code == 302
        assert Question.objects.get().archived is (name in {"zhanna", "irina"})
        Question.objects.update(archived=False)
    assert (got["zhanna"], got["irina"]) == ({200}, {200})
    assert all(200 not in codes for name, codes in got.items() if name not in {"zhanna", "irina"})


@pytest.mark.parametrize(
    ("kind", "fields", "right"),
    [
        ("single", TWO_OPTIONS, "С обхода"),
        ("multiple", TWO_OPTIONS | {"rows-2-text": "С людей", "rows-2-right": "on"}, "С обхода; С людей"),
        (
            "multiple",
            {"rows-0-text": "а", "rows-0-right": "on", "rows-0-weight": "0,5", "rows-1-text": "б", "rows-1-right": "on",
             "rows-1-weight": "0,5", "rows-2-text": "в", "rows-2-weight": "−1", "kind-partial": "on"},
            "а; б",
        ),
        ("true_false", {"kind-right": "false", "kind-remark_true": "Нет."}, "неверно"),
        ("short", {"rows-0-text": "устав*", "rows-1-text": "положение", "rows-1-weight": "0,5"}, "устав…"),
        ("numeric", {"rows-0-low": "1 000", "rows-0-high": "1 200,5"}, "от 1000 до 1200,5"),
        ("numeric", {"rows-0-low": "−5"}, "−5"),
        ("matching", {"rows-0-left": "Устав", "rows-0-right": "правила", "rows-1-left": "Смета", "rows-1-right": "деньги",
                      "rows-2-right": "лишнее"}, "Устав — правила; Смета — деньги"),
        ("ordering", {"rows-0-place": "2", "rows-0-text": "сбор", "rows-1-place": "1", "rows-1-text": "обход"},
         "1) обход; 2) сбор"),
        ("free_text", {"kind-lines": "6", "kind-guide": "Есть имена?"}, ""),
    ],
)  # fmt: skip
def test_every_kind_is_made_by_its_form_and_saved_again_unchanged(client, category, zhanna, kind, fields, right):
    client.force_login(zhanna)
    answer = client.post(reverse("question:new", args=[kind]), form(category, tags="село,  право ,село", **fields))
    made = QuestionVersion.objects.get()
    assert answer.url == reverse("question:card", args=[made.question.public_id])
    assert (made.question.kind, made.question.title, made.number) == (kind, "С чего начать?", 1)
    assert sorted(tag.name for tag in made.question.tags.all()) == ["право", "село"]
    assert KINDS[kind].right_answer(made.data) == right
    ask(made)
    page = client.get(reverse("question:change", args=[made.question.public_id]))
    shown = typed_again(page.context["editor"])
    assert client.post(reverse("question:change", args=[made.question.public_id]), shown).status_code == 302
    assert QuestionVersion.objects.count() == 1
    assert client.get(answer.url).status_code == 200


def typed_again(editor):
    """What a browser would send if the author pressed «Сохранить» at once."""
    forms = [editor.form, *([editor.extra] if editor.extra else [])]
    if editor.rows is not None:
        forms += [editor.rows.management_form, *editor.rows]
    sent = {}
    for one in forms:
        for field in one:
            value = field.value()
            if value not in (None, False):
                sent[field.html_name] = getattr(value, "pk", value)
    return sent


def test_ids_of_options_stay_with_their_rows(client, version, category, zhanna):
    client.force_login(zhanna)
    sent = form(category, **TWO_OPTIONS) | {"rows-0-id": "a1", "rows-1-id": "b2", "rows-2-text": "С людей", "rows-2-id": "чужой"}
    client.post(reverse("question:change", args=[version.question.public_id]), sent)
    ids = [option["id"] for option in QuestionVersion.objects.get().data["options"]]
    assert ids[:2] == ["a1", "b2"]
    assert len(ids[2]) == 8


def test_mistakes_come_back_with_everything_typed(client, category, zhanna):
    client.force_login(zhanna)
    sent = form(category, **{"rows-0-text": "Одинаково", "rows-1-text": "одинаково ", "rows-1-remark": "Замечание"})
    page = client.post(reverse("question:new", args=["single"]), sent).content.decode()
    assert "Два варианта написаны одинаково." in page
    assert "Отметьте хотя бы один верный вариант." in page
    assert 'value="Замечание"' in page
    assert Question.objects.count() == 0


def test_a_picture_needs_words(client, category, zhanna):
    drawn = Picture.objects.create(title="Двор", file=ImageFile(io.BytesIO(picture()), name="dvor.jpg"))
    client.force_login(zhanna)
    sent = form(category, picture=drawn.pk, **TWO_OPTIONS)
    posted = QueryDict(mutable=True)
    posted.update(sent)
    editor = QuestionEditor("single", posted)
    assert not editor.is_valid()
    assert editor.form.errors["picture_alt"] == ["Опишите картинку словами: её увидят не все."]
    client.post(reverse("question:new", args=["single"]), sent | {"picture_alt": "Двор"})
    assert QuestionVersion.objects.get().picture == drawn


def test_more_rows_keep_what_is_typed_and_save_nothing(client, category, zhanna):
    client.force_login(zhanna)
    page = client.post(reverse("question:new", args=["single"]), form(category, more="1", **TWO_OPTIONS))
    assert len(page.context["editor"].rows.forms) == 8
    assert 'value="С обхода"' in page.content.decode()
    assert Question.objects.count() == 0


@pytest.mark.parametrize("total", ["много", "-1", "100000", "", "4" * 50])
def test_forged_numbers_of_rows_break_nothing(client, category, zhanna, total):
    client.force_login(zhanna)
    for more in ({}, {"more": "1"}):
        sent = form(category, **TWO_OPTIONS) | {"rows-TOTAL_FORMS": total} | more
        assert client.post(reverse("question:new", args=["single"]), sent).status_code in {200, 302}


def test_the_list_finds_by_words_and_filters(client, version, category, zhanna):
    other = create_question(
        "true_false", facts(category, title="Право", text="Верно ли, что ещё рано?", data={"right": True}, tags=[]), by=zhanna
    )
    archived = create_question("free_text", facts(category, title="Старый", text="Давно", data={"lines": 8}, tags=[]), by=zhanna)
    archive_question(archived.question, by=zhanna)
    client.force_login(zhanna)
    tag = version.question.tags.get().pk

    def found(**query):
        answer = client.get(reverse("question:index"), query)
        return sorted(row.title for row in answer.context["object_list"])

    assert found() == ["Начало", "Право"]
    assert found(q="ЕЩЕ РАНО") == ["Право"]
    assert found(q="начать") == ["Начало"]
    assert found(q="100% [") == []
    assert found(kind="true_false") == [other.question.title]
    assert found(tags=tag) == ["Начало"]
    assert found(bank=category.bank_id) == ["Начало", "Право"]
    assert found(archived="true") == ["Старый"]
    banks = client.get(reverse("question_bank:index")).content.decode()
    assert ("False" in banks, "нет" in banks) == (False, True)


def test_the_list_costs_the_same_for_many(client, version, category, zhanna):
    client.force_login(zhanna)
    client.get(reverse("question:index"))
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("question:index"))
        counts.append(len(seen))
        for number in range(20):
            create_question("single", facts(category, title=f"Вопрос {number}"), by=zhanna)
    assert counts[0] == counts[1] <= 20


def test_a_learners_view_marks_and_keeps_nothing(client, version, zhanna):
    client.force_login(zhanna)
    address = reverse("question:try", args=[version.question.public_id])
    assert "Рано." not in client.get(address).content.decode()
    page = client.get(address, {"q-1": "b2", "answer": "1"}).content.decode().replace("\u00a0", " ")
    assert "0 из 1 балла" in page
    assert "Рано." in page
    assert "<em>Верно</em>" in page


def test_unknown_addresses_are_not_found(client, category, zhanna):
    client.force_login(zhanna)
    for name, at in (("question:card", ["net"]), ("question:new", ["quest"]), ("question_bank:load", [999])):
        assert client.get(reverse(name, args=at)).status_code == 404
    assert client.get(reverse("question_bank:out", args=[category.bank_id]), {"category": "²"}).status_code == 404


@pytest.fixture
def taken(db, anna):
    """A quiz of one question handed in by Анна with a wrong answer."""
    made = Quiz(anna, questions=1)
    made.take(right=False)
    return made


def test_an_author_sees_how_people_answer_without_names(client, taken, zhanna):
    question = Question.objects.get()
    told = answers_of(question)[0]
    assert (told.asked, told.unanswered, told.mean) == (1, 0, 0)
    assert [(choice.right, choice.count, choice.percent) for choice in told.choices if choice.count] == [(False, 1, 100)]
    assert [quiz.title for quiz in quizzes_with(question)] == [taken.page.title]
    client.force_login(zhanna)
    page = client.get(reverse("question:card", args=[question.public_id])).content.decode().replace("\u00a0", " ")
    assert "Спросили 1 раз." in page
    assert "1 (100 %)" in page
    assert "Соловьёва" not in page


def test_a_preview_is_in_no_count(taken):
    taken.enrolment.is_preview = True
    taken.enrolment.save()
    assert answers_of(Question.objects.get())[0].asked == 0


def test_a_wrong_key_is_accepted_for_all_with_a_reason_only(client, taken, zhanna):
    client.force_login(zhanna)
    address = reverse("question:card", args=[Question.objects.get().public_id])
    client.post(address, {"accept": "1", "reason": "  "})
    assert Response.objects.get().score == 0
    client.post(address, {"accept": "1", "reason": "Ключ был неверным."})
    assert Response.objects.get().score == Response.objects.get().points
    entry = Entry.objects.get(verb="remarked")
    assert (entry.reason, entry.actor, entry.person) == ("Ключ был неверным.", zhanna, taken.learner)


def test_a_mended_key_marks_the_old_answers_anew(client, taken, zhanna):
    question = Question.objects.get()
    old = question.versions.get()
    options = [{**option, "right": not option["right"]} for option in old.data["options"]]
    chosen = Response.objects.get().answer
    options = [{**option, "right": option["id"] == chosen} for option in options]
    words = QuestionFacts(category=question.category, title=question.title, text=old.text, data={"options": options})
    assert change_question(question, words, by=zhanna).number == 2
    client.force_login(zhanna)
    client.post(reverse("question:card", args=[question.public_id]), {"remark": "1", "reason": "Исправлен ключ."})
    assert Response.objects.get().score == Response.objects.get().points
