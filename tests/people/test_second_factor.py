"""The second factor: asked at the first entry to a desk, trusted for 30 days, ended by «Выйти везде»."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from people.services.second_factor import reset_second_factor
from tests.people.conftest import newest_code

ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def _staff_need_it(settings):
    settings.STAFF_MFA = True


def totp(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def connect(client: Client) -> str:
    page = client.get(f"{ACTIVATE}?next=/dashboard/people/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    assert client.post(ACTIVATE, {"code": totp(secret)})["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


def test_a_desk_asks_for_it_first_and_then_opens(by_code, boris):
    client = by_code(boris)
    assert client.get("/dashboard/people/")["Location"] == f"{ACTIVATE}?next=%2Fdashboard%2Fpeople%2F"
    connect(client)
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert 'href="/dashboard/people/"' in page
    assert client.get("/dashboard/people/").status_code == 200


def test_the_admin_asks_for_it_too(by_code, egor):
    assert by_code(egor).get("/admin/")["Location"] == f"{ACTIVATE}?next=%2Fadmin%2F"


def test_the_next_sign_in_asks_for_the_app_and_the_browser_may_be_trusted(by_code, boris):
    client = by_code(boris)
    secret = connect(client)
    client.post("/accounts/logout/")
    cache.clear()
    client.post("/accounts/login/", {"email": boris.email, "next": "/dashboard/people/"})
    step = client.post("/accounts/login/code/confirm/", {"code": newest_code(boris.email)})
    assert (step["Location"], "_auth_user_id" in client.session) == ("/accounts/2fa/authenticate/", False)
    assert client.get("/accounts/login/")["Location"] == "/accounts/2fa/authenticate/"
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 422
    cache.clear()
    Authenticator.objects.filter(user=boris).update(last_used_at=None)
    assert client.post("/accounts/2fa/authenticate/", {"code": totp(secret)})["Location"] == "/accounts/2fa/trust/"
    assert client.post("/accounts/2fa/trust/", {"action": "trust"})["Location"] == "/dashboard/people/"
    client.post("/accounts/logout/")
    cache.clear()
    client.post("/accounts/login/", {"email": boris.email})
    assert client.post("/accounts/login/code/confirm/", {"code": newest_code(boris.email)})["Location"] == "/dashboard/"
    client.post("/accounts/security/everywhere/")
    cache.clear()
    client.post("/accounts/login/", {"email": boris.email})
    again = client.post("/accounts/login/code/confirm/", {"code": newest_code(boris.email)})
    assert again["Location"] == "/accounts/2fa/authenticate/"


def test_an_administrator_resets_a_lost_one_with_a_reason(by_code, boris, irina):
    client = by_code(boris)
    connect(client)
    reset_second_factor(boris, by=irina, reason="Потерял телефон")
    assert not Authenticator.objects.filter(user=boris).exists()
    assert client.get("/accounts/security/").status_code == 302


def test_connecting_needs_a_fresh_sign_in(client, boris):
    client.force_login(boris)
    assert client.get(ACTIVATE)["Location"].startswith("/accounts/again/?next=")
