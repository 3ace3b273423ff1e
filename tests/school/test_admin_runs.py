"""Runs and rubrics on the screens of the admin: who gets in, what is typed, what is said; what an author may do with a course."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from core.models import Letter
from regions.models import Region
from school.models import (
    CoursePage,
    CourseRun,
    Enrolment,
    LessonPage,
    MentorAssignment,
    ModulePage,
    Rubric,
    RunItem,
    SelfCheckAnswer,
)
from school.models.pages import Prerequisite
from school.services.enrolling import enrol
from school.services.learning import answer_self_checks
from school.services.rubrics import create_rubric, criteria_of
from school.services.runs import create_run
from tests.factories.people import consent_document
from tests.factories.school import CHECK_ID, RIGHT, bank, course, lessons_of, quiz, run_of, school
from tests.school.test_runs import CRITERIA, add_lessons, items_of

pytestmark = pytest.mark.django_db
LIST_COST, COURSE_COST = 14, 10
PROGRAMME_COST = [15, 19, 23, 14]  # programme, update, card, module


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course(), code="potok")


@pytest.fixture
def author(client: Client, zhanna) -> Client:
    client.force_login(zhanna)
    return client


def said(answer) -> list[str]:
    return [str(one) for one in answer.context["messages"]] if answer.context else []


def run_form(**more: object) -> dict:
    usual = {"title": "Весенний поток", "zone": "Europe/Moscow", "admission": "open", "certificate": "auto", "review_days": "5"}
    return usual | {"starts_0": "2027-03-01", "starts_1": "10:00"} | more


def typed(form) -> dict:
    """What a browser sends if the form is pressed at once."""
    sent = {}
    for field in form:
        value = field.value()
        parts = getattr(field.field.widget, "widgets", None)
        if parts:
            shown = value if isinstance(value, list) else field.field.widget.decompress(value)
            sent |= {
                f"{field.html_name}_{n}": one.format_value(part) for n, (one, part) in enumerate(zip(parts, shown, strict=True))
            }
        elif value not in (None, False):
            sent[field.html_name] = value
    return {name: value for name, value in sent.items() if value is not None}


# Who gets in


def test_runs_and_rubrics_are_for_methodologists_and_administrators(run, request):
    rubric = create_rubric(title="Паспорт", note="", criteria=CRITERIA, by=request.getfixturevalue("zhanna"))
    at, page = [run.code], run.course.page
    addresses = [
        *(reverse(f"run:{name}") for name in ("index", "add")),
        *(
            reverse(f"run:{name}", args=at)
            for name in ("card", "change", "copy", "cancel", "programme", "shift", "update", "groups")
        ),
        reverse("run:module", args=[run.code, 1]),
        reverse("run:retire", args=[run.code, items_of(run)[0].pk]),
        reverse("run:group", args=[run.code, run.groups.get().public_id]),
        *(reverse(f"rubric:{name}") for name in ("index", "add")),
        *(reverse(f"rubric:{name}", args=[rubric.pk]) for name in ("card", "change")),
        reverse("school_preview", args=[page.pk]),
    ]
    got = {}
    for name in ("zhanna", "irina", "egor", "boris", "zoya", "dmitry", "anna"):
        browser = Client()
        browser.force_login(request.getfixturevalue(name))
        got[name] = {browser.get(address).status_code for address in addresses}
        browser.post(reverse("run:card", args=at), {"archive": "1"})
        assert (CourseRun.objects.get().status == "archived") is (name in {"zhanna", "irina"})
        CourseRun.objects.update(status="open")
    assert (got["zhanna"], got["irina"]) == ({200}, {200})
    assert all(200 not in codes for name, codes in got.items() if name not in {"zhanna", "irina"})


def test_editors_choose_questions_for_a_quiz_and_coordinators_read_none(db, request):
    bank(2)
    address = reverse("question_chooser:choose_results") + "?q=вопрос"
    got = {}
    for name in ("zhanna", "egor", "boris", "zoya"):
        browser = Client()
        browser.force_login(request.getfixturevalue(name))
        answer = browser.get(address)
        got[name] = (answer.status_code, "Вопрос про single 2" in answer.content.decode())
    assert got == {"zhanna": (200, True), "egor": (200, True), "boris": (302, False), "zoya": (302, False)}


def test_a_quiz_is_edited_with_a_chooser_and_not_a_list_of_all_questions(author, db):
    page = quiz(course(), bank(30))
    text = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Выбрать вопрос" in text
    assert "Вопрос про single 17" not in text


# The list and the facts of a run


@pytest.mark.parametrize("many", [5, 40])
def test_the_list_of_runs_costs_the_same_for_any_number(author, many):
    page = course()
    for number in range(many):
        create_run(page, code=f"potok-{number}", title=f"Поток {number}", self_paced=True)
    author.get(reverse("run:index"))
    with CaptureQueriesContext(connection) as spent:
        answer = author.get(reverse("run:index"))
    assert answer.status_code == 200
    assert len(spent) == LIST_COST


def test_the_list_tells_the_state_in_words_and_finds_by_course_whatever_the_case(author, run):
    create_run(run.course.page, code="osen", title="Осенний", self_paced=True)
    text = author.get(reverse("run:index") + "?q=ФОНД осён").content.decode()
    assert ("Осенний" in text, "В своём темпе" in text, "черновик" in text) == (True, False, True)
    text = author.get(reverse("run:index") + "?status=open").content.decode()
    assert ("идёт, запись открыта" in text, "Осенний" in text) == (True, False)


def test_a_run_is_made_opened_and_changed_on_its_own_clock(author, db):
    page = course()
    sent = run_form(course=page.pk, zone="Asia/Yekaterinburg", ends_0="2027-05-01", seats="30")
    answer = author.post(reverse("run:add"), sent)
    run = CourseRun.objects.get()
    assert answer.url == reverse("run:card", args=["fond-vesenniy-potok"])
    assert (run.status, run.starts.isoformat(), run.ends.isoformat()) == (
        "draft",
        "2027-03-01T05:00:00+00:00",
        "2027-05-01T18:59:00+00:00",
    )
    author.post(answer.url, {"open": "1"})
    screen = author.get(reverse("run:change", args=[run.code]))
    assert author.post(reverse("run:change", args=[run.code]), typed(screen.context["form"])).status_code == 302
    again = CourseRun.objects.get()
    assert (again.starts, again.ends, again.seats, again.status) == (run.starts, run.ends, 30, "open")


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"ends_0": "2027-02-01"}, "ends", "Окончание должно быть позже начала."),
        ({"enrol_opens_0": "2027-02-02", "enrol_closes_0": "2027-02-01"}, "enrol_closes", "Запись должна закрываться позже, чем открывается."),
        ({"self_paced": "on", "ends_0": "2027-05-01"}, "ends", "У потока «в своём темпе» окончания нет: уберите дату или отметку."),
        ({"seats": "0"}, "seats", "Убедитесь, что это значение больше либо равно 1."),
        ({"starts_0": "0001-01-01"}, "starts", "Проверьте год."),
        ({"starts_0": ""}, "starts", "Укажите день."),
        ({"code": "potok"}, "code", "Такой код уже есть у другого потока."),
        ({"code": "new"}, "code", "Это слово занято самим сайтом. Возьмите другое."),
        ({"title": ""}, "title", "Заполните это поле."),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_words_with_everything_typed(author, run, more, field, words):
    answer = author.post(reverse("run:add"), run_form(course=run.course.page.pk, **{"seats": "17"} | more))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [words]
    assert CourseRun.objects.count() == 1


def test_a_course_without_published_lessons_gets_no_run(author, db):
    page = school().add_child(instance=CoursePage(title="Пустой", slug="pustoy"))
    answer = author.post(reverse("run:add"), run_form(course=page.pk))
    assert answer.context["form"].errors["course"][0].startswith("В этом курсе нет опубликованных занятий.")


def test_an_open_run_keeps_its_first_day(author, run):
    CourseRun.objects.update(self_paced=False, starts="2027-03-01T07:00Z")
    answer = author.post(reverse("run:change", args=["potok"]), run_form(starts_0="", starts_1=""))
    assert answer.context["form"].errors["starts"] == ["Укажите начало: поток уже открыт, люди видят дату."]


def test_a_draft_without_a_date_is_sent_to_its_dates(author, run):
    create_run(run.course.page, code="bez-daty", title="Без даты")
    answer = author.post(reverse("run:card", args=["bez-daty"]), {"open": "1"}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("run:change", args=["bez-daty"])
    assert said(answer) == ["Сначала укажите начало потока: люди должны знать, когда он."]


def test_cancelling_says_how_many_and_asks_why(author, run, anna, boris):
    enrol(run, anna)
    enrol(run, boris)
    address = reverse("run:cancel", args=["potok"])
    assert "письмо получат: 2\u00a0человека" in author.get(address).content.decode()
    assert author.post(address, {"reason": " "}).status_code == 422
    assert CourseRun.objects.get().status == "open"
    answer = author.post(address, {"reason": "Нет преподавателя"}, follow=True)
    assert said(answer) == ["Поток отменён. Писем: 2."]
    assert Letter.objects.filter(kind="school.run_cancelled").count() == 2
    author.post(address, {"reason": "Ещё раз"})
    assert Letter.objects.filter(kind="school.run_cancelled").count() == 2


def test_a_copy_is_moved_by_its_first_day(author, run):
    CourseRun.objects.update(self_paced=False, starts="2027-03-01T20:00Z")  # 23:00 in Moscow, the same day
    answer = author.post(reverse("run:copy", args=["potok"]), {"title": "Осень", "starts": "2027-09-01"})
    fresh = CourseRun.objects.get(title="Осень")
    assert (answer.url, fresh.starts.isoformat()) == (reverse("run:card", args=[fresh.code]), "2027-09-01T20:00:00+00:00")


# The programme


def test_a_module_is_saved_as_shown_and_with_new_dates(author, run):
    first, second, third = items_of(run)
    RunItem.objects.filter(pk=first.pk).update(soft="2027-01-10T20:59:59Z")
    CourseRun.objects.update(self_paced=False, starts="2027-01-01T07:00Z")
    address = reverse("run:module", args=["potok", 1])
    lines = author.get(address).context["lines"]
    sent = {"version": "1"} | typed(lines[0]) | typed(lines[1])
    assert author.post(address, sent).status_code == 302
    assert RunItem.objects.get(pk=first.pk).soft.isoformat() == "2027-01-10T20:59:59+00:00"
    name = f"i{second.pk}"
    sent |= {f"{name}-hard_0": "2027-02-01", f"{name}-late_factor": "50", f"{name}-after": [first.pk]}
    author.post(address, sent)
    saved = RunItem.objects.get(pk=second.pk)
    assert (saved.hard.isoformat(), str(saved.late_factor)) == ("2027-02-01T20:59:00+00:00", "0.50")
    assert [one.pk for one in saved.after.all()] == [first.pk]


def test_a_date_and_days_together_are_refused_and_so_is_an_old_table(author, run):
    CourseRun.objects.update(self_paced=False, starts="2027-01-01T07:00Z")
    address = reverse("run:module", args=["potok", 2])
    line = author.get(address).context["lines"][0]
    name = f"i{line.item.pk}"
    sent = typed(line) | {"version": "1", f"{name}-soft_0": "2027-02-01", f"{name}-soft_days": "7"}
    answer = author.post(address, sent)
    assert answer.context["lines"][0].errors == {"soft_days": ["Укажите или дату, или число дней."]}
    assert author.post(address, typed(line) | {"version": "0"}).status_code == 422
    assert author.post(address, typed(line) | {"version": "1", f"{name}-late_factor": "nan"}).status_code == 422


@pytest.mark.parametrize("many", [5, 40])
def test_the_programme_costs_the_same_for_any_number_of_lines(author, many):
    page = course()
    add_lessons(page, many)
    create_run(page, code="potok", title="Поток", self_paced=True)
    addresses = [
        reverse("run:programme", args=["potok"]),
        reverse("run:update", args=["potok"]),
        reverse("run:card", args=["potok"]),
    ]
    addresses.append(reverse("run:module", args=["potok", 1]))
    spent = []
    for address in addresses:
        author.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert author.get(address).status_code == 200
        spent.append(len(queries))
    assert spent == PROGRAMME_COST


def test_an_update_shows_was_and_now_and_takes_what_is_ticked(author, run, anna):
    enrol(run, anna)
    new = add_lessons(run.course.page, 2)
    lesson = lessons_of(run.course.page)[0]
    lesson.required = False
    lesson.save()
    address = reverse("run:update", args=["potok"])
    page = author.get(address)
    text = page.content.decode()
    assert ("Новый 0" in text, "обязательно: да → нет" in text, "Сейчас учатся: 1\u00a0человек" in text) == (True, True, True)
    take = [str(new[0].translation_key), str(lesson.translation_key)]
    author.post(address, {"mark": "chuzhoy", "take": take})
    assert len(items_of(run)) == 3
    author.post(address, {"mark": page.context["diff"].mark, "take": take})
    assert [(item.title, item.required) for item in items_of(run)] == [
        ("Что такое фонд", False),
        ("Три истории", True),
        ("Новый 0", True),
        ("Проверьте себя", True),
    ]


def test_a_line_is_taken_out_after_a_question(author, run):
    address = reverse("run:retire", args=["potok", items_of(run)[0].pk])
    assert "больше не нужно будет проходить" in author.get(address).content.decode().replace("\u00a0", " ")
    assert len(items_of(run)) == 3
    author.post(address)
    assert len(items_of(run)) == 2


def test_all_dates_are_moved_and_nought_is_refused(author, run):
    RunItem.objects.filter(run=run, position=1).update(soft="2027-01-10T12:00Z")
    address = reverse("run:shift", args=["potok"])
    assert author.post(address, {"days": "0"}).status_code == 422
    author.post(address, {"days": "7"})
    assert items_of(run)[0].soft.isoformat() == "2027-01-17T12:00:00+00:00"


# Groups


def test_groups_of_all_regions_at_one_press_and_a_mentor_for_one(author, run, dmitry, anna):
    address = reverse("run:groups", args=["potok"])
    assert "Нет наставника" in author.get(address).content.decode()
    assert author.post(address, {}).status_code == 422
    author.post(address, {"all": "1", "move_people": "on"})
    assert run.groups.count() == Region.objects.count() + 1
    group = run.groups.get(region__code="RU-KIR")
    one = reverse("run:group", args=["potok", group.public_id])
    assert author.post(one, {"mentor": anna.pk, "assign": "1"}).status_code == 422
    author.post(one, {"mentor": dmitry.pk, "assign": "1"})
    row = MentorAssignment.objects.get(group=group)
    assert (row.user, row.until) == (dmitry, None)
    author.post(one, {"end": str(row.pk)})
    row.refresh_from_db()
    assert row.until is not None
    author.post(one, {"title": "Киров", "seats": "12"})
    group.refresh_from_db()
    assert (group.title, group.seats) == ("Киров", 12)


# Rubrics


def rubric_form(**more: object) -> dict:
    rows = {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0", "title": "Паспорт улицы", "note": ""}
    first = {"rows-0-title": "Люди", "rows-0-weight": "1,5", "rows-0-level1": "нет", "rows-0-points1": "0"}
    return rows | first | {"rows-0-level2": "есть", "rows-0-points2": "2,5", "rows-0-about2": "Названы"} | more


def test_a_rubric_is_made_and_saved_again_unchanged(author, db):
    answer = author.post(reverse("rubric:add"), rubric_form())
    rubric = Rubric.objects.get()
    assert answer.url == reverse("rubric:card", args=[rubric.pk])
    criterion = criteria_of(rubric.current)[0]
    assert (str(criterion.weight), [(one.title, str(one.points)) for one in criterion.levels]) == (
        "1.50",
        [("нет", "0.00"), ("есть", "2.50")],
    )
    editor = author.get(reverse("rubric:change", args=[rubric.pk])).context["editor"]
    sent = typed(editor.form) | typed(editor.rows.management_form)
    for row in editor.rows:
        sent |= typed(row)
    assert author.post(reverse("rubric:change", args=[rubric.pk]), sent).status_code == 302
    assert (rubric.versions.count(), criteria_of(rubric.current)) == (1, [criterion])


def test_mistakes_in_a_rubric_and_more_rows(author, db):
    wrong = rubric_form(**{"rows-0-points2": "12 руб", "rows-1-title": "Смета", "rows-1-level1": "есть"})
    editor = author.post(reverse("rubric:add"), wrong).context["editor"]
    assert editor.rows[0].errors["points2"] == ["Введите только число, например 2 или 0,5."]
    assert editor.rows[1].errors == {"points1": ["Сколько баллов?"], "level2": ["Нужно хотя бы два уровня."]}
    more = author.post(reverse("rubric:add"), rubric_form(more="1")).context["editor"]
    assert (len(more.rows.forms), more.rows[0]["title"].value(), Rubric.objects.count()) == (5, "Люди", 0)
    empty = author.post(reverse("rubric:add"), {"title": "Пусто", "rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0"})
    assert empty.context["editor"].problem == "Нужен хотя бы один критерий."


def test_a_rubric_goes_to_the_archive_and_back(author, zhanna):
    rubric = create_rubric(title="Паспорт", note="", criteria=CRITERIA, by=zhanna)
    author.post(reverse("rubric:card", args=[rubric.pk]), {"archive": "1"})
    assert "Паспорт" not in author.get(reverse("rubric:index")).content.decode()
    assert "Паспорт" in author.get(reverse("rubric:index") + "?archived=true").content.decode()
    author.post(reverse("rubric:card", args=[rubric.pk]), {"restore": "1"})
    assert Rubric.objects.get().archived is False


# Pages of a course


def test_an_author_looks_as_a_learner_begins_anew_and_ends(author, run, zhanna):
    address = reverse("school_preview", args=[run.course.page.pk])
    answer = author.post(address)
    assert answer.url == run.course.page.url
    shown = author.get(answer.url).content.decode()
    assert ("Вы смотрите как слушатель" in shown, "Уйти с курса" in shown) == (True, False)
    lesson = lessons_of(run.course.page)[0]
    author.post(reverse("school:lesson_done", args=[lesson.translation_key]))
    row = Enrolment.objects.get()
    assert (row.is_preview, row.progress.count(), Letter.objects.count()) == (True, 1, 0)
    assert author.post(reverse("school:leave", args=[row.public_id])).status_code == 404
    author.post(address, {"again": "1"})
    assert Enrolment.objects.get().progress.count() == 0
    author.post(address, {"end": "1"})
    assert Enrolment.objects.count() == 0


def test_a_course_without_a_run_leads_to_a_draft_of_one(author, db):
    page = course()
    answer = author.post(reverse("school_preview", args=[page.pk]))
    assert answer.url == f"{reverse('run:add')}?course={page.pk}"
    create_run(page, code="chernovik", title="Черновик")
    author.post(reverse("school_preview", args=[page.pk]))
    assert Enrolment.objects.get().run.code == "chernovik"


def test_a_skeleton_comes_at_one_press_for_who_may_add_pages(client, author, db, boris):
    page = school().add_child(instance=CoursePage(title="Новый", slug="novyy"))
    edit = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    address = reverse("school_skeleton", args=[page.pk])
    assert address in edit
    assert author.get(address).status_code == 200
    author.post(address)
    page.refresh_from_db()
    assert (page.get_children().count(), LessonPage.objects.descendant_of(page).count()) == (5, 20)
    author.post(address)
    assert page.get_descendants().count() == 25
    client.force_login(boris)
    assert client.post(address).status_code == 302
    assert page.get_descendants().count() == 25


def test_a_copied_course_has_new_keys_the_same_blocks_and_no_learning(run, anna, irina, client):
    enrolment = enrol(run, anna)
    third = items_of(run)[2]
    RunItem.objects.filter(pk=third.pk).update(opens="always")
    answer_self_checks(enrolment, third, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna)
    client.force_login(irina)
    page = run.course.page
    sent = {"new_title": "Копия", "new_slug": "kopiya", "new_parent_page": page.get_parent().pk, "copy_subpages": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), sent | {"publish_copies": "on"})
    fresh = CoursePage.objects.get(slug="kopiya")
    old, new = lessons_of(page)[2], lessons_of(fresh)[2]
    assert [block.id for block in new.self_checks] == [block.id for block in old.self_checks] == [CHECK_ID]
    keys = {one.translation_key for one in page.get_descendants(inclusive=True)}
    assert keys.isdisjoint(one.translation_key for one in fresh.get_descendants(inclusive=True))
    assert hasattr(fresh, "anchor") is False
    other = run_of(fresh, code="kopiya")
    hers = enrol(other, anna)
    copied = RunItem.objects.get(run=other, position=3)
    RunItem.objects.filter(pk=copied.pk).update(opens="always")
    assert SelfCheckAnswer.objects.filter(enrolment=hers).count() == 0
    answer_self_checks(hers, copied, {CHECK_ID: (RIGHT, True)}, asked=[CHECK_ID], actor=anna)
    assert SelfCheckAnswer.objects.filter(block_id=CHECK_ID).count() == 2


@pytest.mark.parametrize("which", ["course", "module", "lesson"])
def test_a_page_under_learners_is_not_deleted_alone_or_in_bulk(run, anna, boris, irina, client, which):
    enrol(run, anna)
    enrol(run, boris)
    page = run.course.page
    module = ModulePage.objects.child_of(page).first()
    chosen = {"course": page, "module": module, "lesson": lessons_of(page)[0]}[which]
    client.force_login(irina)
    words = "Нельзя удалить: учатся 2\u00a0человека. Снимите с публикации или уберите из потока."
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[chosen.pk]), follow=True)
    assert said(answer) == [words]
    answer = client.post(f"/admin/bulk/wagtailcore/page/delete/?id={chosen.pk}", follow=True)
    assert said(answer) == [words]
    assert Page.objects.filter(pk=chosen.pk).exists()


def test_a_page_under_learners_moves_inside_its_course_only(run, anna, irina, client):
    enrol(run, anna)
    other = course("Другой курс", "drugoy")
    page, lesson = run.course.page, lessons_of(run.course.page)[0]
    home = ModulePage.objects.child_of(page).last()
    elsewhere = other.add_child(instance=ModulePage(title="Пустой", slug="pustoy"))
    client.force_login(irina)
    words = "Нельзя перенести в другой курс: учится 1\u00a0человек. Снимите с публикации или уберите из потока."
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, elsewhere.pk]), follow=True)
    assert said(answer) == [words]
    answer = client.post(f"/admin/bulk/wagtailcore/page/move/?id={lesson.pk}", {"chooser": elsewhere.pk}, follow=True)
    assert said(answer) == [words]
    assert Page.objects.get(pk=lesson.pk).get_parent().pk != elsewhere.pk
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, home.pk]))
    assert Page.objects.get(pk=lesson.pk).get_parent().pk == home.pk


# What a visitor reads


def test_a_visitor_reads_what_comes_first_free_places_and_the_waiting_list(db, anna, boris, galina):
    consent_document("school")
    page = course()
    before = course("Азбука", "azbuka")
    run = run_of(page, seats=2)
    enrol(run, anna)
    Prerequisite.objects.create(page=page, course=before, sort_order=0)
    text = Client().get(page.url).content.decode()
    assert "Сначала пройдите" in text
    assert f'<a href="{before.url}">Азбука</a>' in text
    assert "Свободно 1\u00a0место из 2" in text
    Prerequisite.objects.all().delete()
    enrol(run, boris)
    enrol(run, galina)
    text = Client().get(page.url).content.decode()
    assert ("Мест сейчас нет. В листе ожидания 1\u00a0человек." in text, "В лист ожидания" in text) == (True, True)


def test_between_runs_open_lessons_are_offered(db):
    page = course()
    text = Client().get(page.url).content.decode()
    assert "Пока набора нет, читайте открытые уроки" in text
    run_of(page)
    assert "Пока набора нет" not in Client().get(page.url).content.decode()


@pytest.mark.parametrize("many", [1, 10])
def test_a_course_page_costs_the_same_with_any_number_of_runs(db, anna, client, many):
    page = course()
    for number in range(many):
        run_of(page, code=f"potok-{number}", seats=5)
    client.force_login(anna)
    client.get(page.url)
    with CaptureQueriesContext(connection) as spent:
        client.get(page.url)
    assert len(spent) == COURSE_COST
