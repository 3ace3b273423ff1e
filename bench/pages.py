"""Every kind of page against B, the bare Wagtail page, in the same process: `python -m bench.pages`."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.site import own_database  # isort: skip  (sets the site up)

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from wagtail.models import Page, Site

from bench.bare.models import BarePage
from bench.bare.settings import BARE
from bench.requests import Measured, measure
from core.cache import store
from events.models import EventPage
from people.models import User
from practices.models import PracticePage
from school.models import CoursePage, LessonPage


@dataclass(frozen=True)
class Target:
    """What performance.md asks of a page: statements, CPU against B, packed kilobytes."""

    name: str
    path: str
    queries: int
    times: float
    kilobytes: float
    signed_in: bool = False


def targets() -> Iterator[Target]:
    """The pages of the demo; a kind of page the demo does not hold yet is left out and told."""
    yield Target("главная", "/", 6, 1.5, 8)
    yield Target("список практик", "/praktiki/", 8, 2, 8)
    yield Target("поиск", "/poisk/?q=теплица", 6, 2, 8)
    kinds = [
        (PracticePage, Target("практика", "", 10, 2, 8)),
        (EventPage, Target("событие с формой", "", 8, 2, 6)),
        (CoursePage, Target("курс, учится", "", 10, 2.5, 6, signed_in=True)),
        (LessonPage, Target("урок, учится", "", 11, 2.5, 8, signed_in=True)),
    ]
    for model, target in kinds:
        page = model.objects.live().filter(locale__language_code="ru").order_by("pk").first()
        if page is None:
            print(f"Нет ни одной страницы для строки «{target.name}»")
            continue
        yield Target(target.name, page.get_url() or "/", target.queries, target.times, target.kilobytes, target.signed_in)
    yield Target("кабинет", "/dashboard/", 12, 4, 12, signed_in=True)


def bare() -> Measured:
    """B: made, measured under the settings of `wagtail start`, and taken away again."""
    with connection.schema_editor() as editor:
        editor.create_model(BarePage)
    site = Site.objects.get(is_default_site=True)
    root, page = site.root_page, Page.get_first_root_node().add_child(instance=BarePage(title="Добро пожаловать", slug="bare"))
    Site.objects.filter(pk=site.pk).update(root_page=page)
    with override_settings(**BARE):
        result = measure("/")
    Site.objects.filter(pk=site.pk).update(root_page=root)
    return result


def cached(path: str) -> tuple[Measured, Measured]:
    """A page served again to an anonymous reader, and Django's «hello» under the settings of B."""
    with override_settings(PAGE_CACHE=True):
        store.clear()
        again = measure(path, repeats=400)
    with override_settings(**BARE):
        return again, measure("/hello/", repeats=400)


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def line(target: Target, seen: Measured, base: Measured) -> str:
    times = seen.ms / base.ms
    kilobytes = seen.packed / 1024
    well = seen.queries <= target.queries and times <= target.times and kilobytes <= target.kilobytes and not seen.repeated
    mark = f"  ← {seen.status}" if seen.status[:3] != "200" else "" if well else "  ← выше цели"
    return (
        f"{target.name:<20}{seen.queries:>4} /{target.queries:<4}{seen.repeated:>5}{seen.ms:>8.1f}"
        f"{times:>7.1f} /{target.times:<4}{kilobytes:>7.1f} /{target.kilobytes:<4}{mark}"
    )


def main() -> None:
    """The table of docs/performance.md."""
    with own_database():
        base = bare()
        call_command("load_demo")
        cookie = cookie_of(User.objects.get(email="anna@example.org"))
        print(f"\nB: {base.ms:.2f} мс, запросов {base.queries} ({connection.vendor})")
        print(f"{'':<20}{'запросы':>9}{'повт.':>6}{'мс':>8}{'к B':>10}{'КБ gz':>13}")
        for target in targets():
            print(line(target, measure(target.path, cookie=cookie if target.signed_in else ""), base), flush=True)
        again, hello = cached("/")
        print(f"готовая страница: {again.ms:.3f} мс, «hello»: {hello.ms:.3f} мс")
        print(f"  это {hello.ms / again.ms:.2f} от hello (цель 0,8) и в {base.ms / again.ms:.0f} раз быстрее B (цель 15)")


if __name__ == "__main__":
    main()
