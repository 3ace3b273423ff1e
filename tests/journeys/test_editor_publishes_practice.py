"""An editor writes a practice, the region's coordinator and the editor approve it, a visitor finds it in other words."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site, TaskState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import Term
from practices.models import Practice, PracticeIndexPage, PracticePage
from tests.factories.regions import organisation, region

pytestmark = pytest.mark.django_db

TITLE = "Сельская баня своими руками"


def library() -> PracticeIndexPage:
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=PracticeIndexPage(title="Практики", slug="praktiki"))


def written() -> dict:
    """What the editor types: everything that publication needs."""
    step = {"title": "Обошли дворы", "text": "Спросили, кто придёт помогать", "when": "", "who": ""}
    return nested_form_data(
        {
            "title": TITLE,
            "slug": "",
            "summary": "Жители за лето починили общую баню и топят её по очереди.",
            "problem": "Баня стояла закрытой девять лет.",
            "region": str(region("KIR").pk),
            "organisation": str(organisation().pk),
            "themes": [],
            "stage": "running",
            "started_on": "2024-05-01",
            "duration_unit": "months",
            "licence": "cc-by",
            "steps": streamfield([("step", step), ("step", step | {"title": "Собрали деньги"})]),
            "resources": streamfield([]),
            "results": streamfield([]),
            "partners": streamfield([]),
            "files": streamfield([]),
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
        }
    ) | {"themes": Term.objects.of("theme").first().pk, "groups": Term.objects.of("group").first().pk}


def decide(client: Client, page: PracticePage, action: str) -> int:
    """Press a button of the current step; the status of the answer."""
    state = page.current_workflow_task_state
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]), {"comment": ""}
    ).status_code


def draft_sent(client: Client, egor: object) -> PracticePage:
    """Егор writes a draft in the admin and sends it to moderation."""
    shelf = library()
    client.force_login(egor)
    address = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", shelf.pk])
    assert client.get(address).status_code == 200
    text = written()
    saved = client.post(address, text)
    page = PracticePage.objects.get()
    assert saved.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "action-submit" in client.get(saved.url).content.decode()
    assert client.post(saved.url, text | {"slug": page.slug, "action-submit": "1"}).status_code == 302
    page = PracticePage.objects.get()
    assert (page.title, page.live, page.slug) == (TITLE, False, "selskaya-banya-svoimi-rukami")
    assert page.current_workflow_task.name == "Координатор региона"
    assert client.get(f"/praktiki/{page.slug}/").status_code == 404
    return page


def reader_finds(client: Client, page: PracticePage) -> None:
    """A visitor comes by the number and by a word in another form."""
    client.logout()
    number = Practice.objects.get(page=page).number
    short = client.get(reverse("practices:short", args=[number]))
    assert (short.status_code, short.url) == (302, "/praktiki/selskaya-banya-svoimi-rukami/")
    assert client.get(short.url).status_code == 200
    for found in ("/praktiki/?q=банями", "/poisk/?q=банями"):
        answer = client.get(found)
        words = answer.content.decode().replace("\u00a0", " ").replace("<mark>", "").replace("</mark>", "")
        assert (found, answer.status_code, TITLE in words) == (found, 200, True)
    missed = client.get("/praktiki/?q=колокольня")
    assert TITLE not in missed.content.decode()


def test_from_draft_to_the_reader(
    client: Client, egor: object, boris: object, vera: object, django_capture_on_commit_callbacks: object
) -> None:
    page = draft_sent(client, egor)

    # Вера works in Perm: she neither sees nor decides what is Kirov's.
    client.force_login(vera)
    assert TITLE not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code != 200
    decide(client, page, "approve")
    assert PracticePage.objects.get().current_workflow_task.name == "Координатор региона"

    client.force_login(boris)
    assert TITLE in client.get(reverse("wagtailadmin_home")).content.decode()
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (edit.status_code, "action-publish" in edit.content.decode()) == (200, False)
    assert decide(client, page, "approve") in (200, 302)
    page = PracticePage.objects.get()
    assert (page.current_workflow_task.name, page.live) == ("Редактор", False)

    client.force_login(egor)
    assert TITLE in client.get(reverse("wagtailadmin_home")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert decide(client, page, "approve") in (200, 302)
    page = PracticePage.objects.get()
    assert (page.live, page.current_workflow_state) == (True, None)
    states = TaskState.objects.order_by("pk").values_list("task__name", "status")
    assert list(states) == [("Координатор региона", "approved"), ("Редактор", "approved"), ("Автор", "skipped")]

    reader_finds(client, page)


def test_a_coordinator_sends_and_nobody_else_of_a_region_does(client: Client, boris: object, vera: object) -> None:
    shelf = library()
    page = PracticePage(
        title="Колодец", summary="Коротко", problem="Воды не было", region=region("KIR"), organisation=organisation()
    )
    page.started_on = dt.date(2024, 5, 1)
    page.live = False
    shelf.add_child(instance=page)
    may = {}
    for user in (boris, vera):
        tester = page.permissions_for_user(user)
        may[user.first_name] = (tester.can_edit(), tester.can_submit_for_moderation(), tester.can_publish(), tester.can_delete())
    assert may == {"Борис": (True, True, False, False), "Вера": (False, False, False, False)}
