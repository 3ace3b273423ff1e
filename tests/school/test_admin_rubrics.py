"""Rubrics on the screens of the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from school.models import (
    CourseRun,
    Rubric,
)
from school.services.rubrics import create_rubric, criteria_of
from tests.factories.people import consent_document
from tests.factories.school import course, run_of
from tests.school.running import CRITERIA, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(db: None) -> CourseRun:
    consent_document("school")
    return run_of(course(), code="potok")


@pytest.fixture
def author(client: Client, zhanna) -> Client:
    client.force_login(zhanna)
    return client


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
