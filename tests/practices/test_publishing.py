"""A published practice has a number, figures, a version, a card; nothing else can be deleted under it."""

import pytest
from django.db.models import ProtectedError
from wagtail.models import Workflow

from core.models import Card
from practices.calculators.figures import POINTS, completeness_of, figures_of, gaps_of
from practices.models import Practice, PracticeFigures, PracticePage, PracticeVersion
from practices.services.publishing import archive, record_publication
from tests.factories.practices import practice_page
from tests.factories.regions import territory


@pytest.fixture
def page(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = practice_page()
        page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


def test_money_and_contribution_are_told_apart():
    rows = [
        {"kind": "money", "value_rub": 58900, "amount": 1},
        {"kind": "materials", "value_rub": 98000, "amount": 14},
        {"kind": "volunteer_hours", "value_rub": None, "amount": 540},
    ]
    figures = figures_of(rows)
    assert (figures.money, figures.budget, figures.hours) == (58900, 156900, 540)
    assert figures.needs == ("money", "materials", "volunteer_hours")
    assert figures_of(rows[1:]).needs == ("materials", "volunteer_hours", "no_money")
    assert figures_of([]).money is None


def test_completeness_counts_down_from_a_hundred():
    full = dict.fromkeys(POINTS, True)
    assert completeness_of(full) == 100
    assert completeness_of(full | {"steps": False}) == 85
    assert [gap.name for gap in gaps_of(full | {"steps": False, "photo": False})] == ["steps", "photo"]


def test_publication_gives_number_figures_and_version_once(page):
    practice = Practice.objects.get()
    assert practice.page_id == page.pk
    assert PracticeFigures.objects.get(page=page).money == 58900
    assert PracticeVersion.objects.get().number == 1
    record_publication(page, page.latest_revision)
    assert PracticeVersion.objects.count() == 1


def test_a_minor_change_makes_no_version(page, django_capture_on_commit_callbacks):
    page.is_minor = True
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert PracticeVersion.objects.count() == 1


def test_the_card_carries_facets_and_money(page):
    card = Card.objects.get(kind="practice")
    assert card.amount == 58900
    assert {"region:kirovskaya-oblast", "need:money", "org:fms", "year:2024"} <= set(card.facets.split())


def test_a_published_practice_cannot_be_deleted(page):
    with pytest.raises(ProtectedError):
        page.delete()


def test_an_archived_practice_answers_410_and_leaves_the_lists(client, page):
    practice = Practice.objects.get()
    assert client.get(f"/p/{practice.number}/").headers["Location"].endswith("/praktiki/most/")
    archive(practice, note="Группа распалась")
    answer = client.get("/praktiki/most/")
    assert answer.status_code == 410
    assert "Группа распалась" in answer.content.decode()
    assert client.get("/p/999999/").status_code == 404


def test_every_practice_passes_the_librarys_moderation(page):
    steps = [one.task.specific._meta.model_name for one in page.get_workflow().workflow_tasks.all()]
    assert page.get_workflow() == Workflow.objects.get(name="Проверка практики", active=True)
    assert steps == ["coordinatortask", "editortask", "authortask"]


def test_what_publication_lacks_is_named(page):
    page.summary = ""
    page.steps = []
    assert page.lacks() == ["коротко", "хотя бы два шага"]


def test_a_territory_of_another_region_is_refused(page):
    page.territory = territory(code="PER")
    with pytest.raises(Exception, match="другом регионе"):
        page.clean()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=мосты",
        "?theme=net-takogo",
        "?page=abc",
        "?page=999",
        "?bmin=900&bmax=10",
        "?q=%00%27%22*^{}",
        "?region=kirovskaya-oblast",
    ],
)
def test_any_question_to_the_library_is_answered(client, page, query):
    assert client.get(f"/praktiki/{query}").status_code == 200


def test_a_word_in_another_form_finds_it(client, page):
    assert "Мост через" in client.get("/praktiki/?q=грантами").content.decode().replace("\u00a0", " ")
    assert "Таких практик пока нет" in client.get("/praktiki/?q=теплица").content.decode()
