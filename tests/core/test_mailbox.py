"""The development mailbox: codes read at a glance, and no such page on an open address (spec: platform §2)."""

import pytest
from django.test import Client

from core.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def code() -> Letter:
    return Letter.objects.create(
        kind="people.login_code",
        key="k",
        to="anna@example.org",
        subject="Код для входа",
        text="Ваш код: 4827-7301\nСсылка: http://127.0.0.1:8000/accounts/x/",
        html="<p onclick='x()'>4827-7301</p><script>alert(1)</script>",
        secret=True,
        state="sent",
    )


def test_the_code_stands_in_the_list_and_on_the_letter(client: Client, code: Letter) -> None:
    for address in ("/dev/letters/", f"/dev/letters/{code.public_id}/"):
        assert '<p class="code">4827-7301</p>' in client.get(address).content.decode()


def test_letters_to_one_address(client: Client, code: Letter) -> None:
    assert "4827-7301" in client.get("/dev/letters/", {"q": "Anna@"}).content.decode()
    assert "4827-7301" not in client.get("/dev/letters/", {"q": "boris@"}).content.decode()


def test_the_html_of_a_letter_runs_nothing(client: Client, code: Letter) -> None:
    response = client.get(f"/dev/letters/{code.public_id}/html/")
    policy = response["Content-Security-Policy"]
    assert (policy.startswith("default-src 'none';"), "sandbox" in policy, "script" in policy) == (True, True, False)


def test_the_links_of_a_letter_can_be_pressed(client: Client, code: Letter) -> None:
    page = client.get(f"/dev/letters/{code.public_id}/").content.decode()
    assert '<a href="http://127.0.0.1:8000/accounts/x/">' in page


def test_with_a_mail_server_the_mailbox_does_not_exist(client: Client, code: Letter, settings: object) -> None:
    settings.DEV_PAGES = False
    addresses = ["/dev/letters/", f"/dev/letters/{code.public_id}/", f"/dev/letters/{code.public_id}/html/"]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_mailbox_of_a_hundred_costs_as_much_as_one_of_one(
    client: Client, code: Letter, django_assert_max_num_queries: object
) -> None:
    for number in range(100):
        Letter.objects.create(kind="ready", key=f"n{number}", to="anna@example.org", subject="Письмо", text="x")
    client.get("/dev/letters/")
    with django_assert_max_num_queries(6):
        client.get("/dev/letters/")
