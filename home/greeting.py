"""What `make run` prints when the demo answers: where to look and as whom to sign in."""

from django.conf import settings

from home.loading.people import PASSWORD
from home.loading.source import read

SHOWN = ("anna", "boris", "vera", "galina", "egor", "dmitry", "zhanna", "zoya", "irina")


def greeting() -> str:
    """Addresses, then one line a person: what this person does here, e-mail, password."""
    people = {row["key"]: row for row in read("people")["people"]}
    rows = [people[key] for key in SHOWN if key in people]
    width = max(len(row["email"]) for row in rows)
    lines = [f"  {row['email']:<{width}}  {PASSWORD}  {row['demo_sentence']}" for row in rows]
    site = settings.SITE_URL
    where = f"Сайт: {site} · Редакция: {site}/admin/ · Письма: {site}/dev/letters/"
    return "\n".join([where, "", f"Войти ({site}{settings.LOGIN_URL}): почта, пароль, кто это", *lines])
