"""«Мой кабинет» shows a person the own things, at a cost that does not grow."""

import pytest

from tests.factories.people import consent_document
from tests.factories.school import course, run_of


def test_a_guest_is_led_to_the_door(client, db):
    answer = client.get("/dashboard/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=%2Fdashboard%2F")


def test_an_empty_cabinet_says_what_to_do(client, anna):
    client.force_login(anna)
    page = client.get("/dashboard/").content.decode()
    assert "Вы пока никуда не записаны." in page
    assert "Вы пока не учитесь." in page
    assert "Рабочие столы" not in page


@pytest.mark.parametrize(
    ("who", "desks"), [("boris", ["/dashboard/people/"]), ("egor", ["/admin/"]), ("irina", ["/dashboard/people/", "/admin/"])]
)
def test_staff_find_their_desks(client, request, who, desks):
    client.force_login(request.getfixturevalue(who))
    page = client.get("/dashboard/").content.decode()
    assert [desk for desk in desks if f'href="{desk}"' in page] == desks


@pytest.mark.parametrize(("who", "finds"), [("zhanna", True), ("irina", True), ("boris", False), ("dmitry", False)])
def test_who_runs_the_school_finds_what_courses_were_said_to_be(client, request, who, finds):
    client.force_login(request.getfixturevalue(who))
    assert ('href="/school/desk/surveys/"' in client.get("/dashboard/").content.decode()) == finds
    assert client.get("/school/desk/surveys/").status_code == (200 if finds else 404)


@pytest.mark.parametrize("courses", [1, 10])
def test_the_cost_does_not_grow_with_courses(client, anna, courses, django_assert_max_num_queries):
    consent_document("school")
    client.force_login(anna)
    for number in range(courses):
        run_of(course(title=f"Курс {number}", slug=f"kurs-{number}"), code=f"kurs-{number}")
        client.post(f"/school/runs/kurs-{number}/enrol/", {"consent": "on"})
    client.get("/dashboard/")
    with django_assert_max_num_queries(9):
        page = client.get("/dashboard/").content.decode()
    assert page.count("Курс ") >= courses


def test_a_private_page_is_never_kept(client, anna):
    client.force_login(anna)
    assert "no-store" in client.get("/dashboard/").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/dashboard/", "/school/"])
def test_who_studies_nothing_is_offered_what_can_be_begun_today(client, anna, address):
    consent_document("school")
    run_of(course(), code="svoy-temp")
    run_of(course("Смета", "smeta"), code="spisok", admission="list")
    client.force_login(anna)
    page = client.get(address).content.decode()
    assert ('href="/school/runs/svoy-temp/enrol/"' in page, "/school/runs/spisok/" in page) == (True, False)
    client.post("/school/runs/svoy-temp/enrol/", {"consent": "on"})
    assert "Можно начать сегодня" not in client.get(address).content.decode()
