"""Every kind of page against B, the bare Wagtail page, in the same process: `python -m bench.pages`."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from bench.site import own_database  # isort: skip  (sets the site up)

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from wagtail.models import Page, Site

from bench.bare.models import BarePage
from bench.bare.settings import BARE
from bench.requests import Measured, measure
from bench.table import row, title
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


def make_bare() -> BarePage:
    """The page of B, beside the site's own pages."""
    with connection.schema_editor() as editor:
        editor.create_model(BarePage)
    return Page.get_first_root_node().add_child(instance=BarePage(title="Добро пожаловать", slug="bare"))


def bare(page: BarePage) -> tuple[Measured, Measured]:
    """B under the settings of `wagtail start`: as it comes, then on a kept connection; the site is given back its own root."""
    site = Site.objects.get(is_default_site=True)
    Site.objects.filter(pk=site.pk).update(root_page=page)
    with override_settings(**BARE):
        results = opening_each_time("/"), measure("/")
    Site.objects.filter(pk=site.pk).update(root_page=site.root_page)
    return results


def lesser(before: tuple[Measured, Measured], after: tuple[Measured, Measured]) -> list[Measured]:
    """On a busy machine the same page costs now more, now less: the cheapest B is the strictest measure."""
    return [min(pair, key=lambda one: one.ms) for pair in zip(before, after, strict=True)]


def opening_each_time(path: str) -> Measured:
    """`wagtail start` opens the database for each request; we keep the connection (cms.env), so B is measured both ways."""
    ours = connection.settings_dict["CONN_MAX_AGE"]
    connection.settings_dict["CONN_MAX_AGE"] = 0
    connection.close()
    try:
        return measure(path)
    finally:
        connection.settings_dict["CONN_MAX_AGE"] = ours
        connection.close()


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


def tell(target: Target, seen: Measured, base: Measured, kept: Measured) -> None:
    if seen.status[:3] != "200":
        row(f"{target.name}: ответ {seen.status}", 1, 0)
        return
    row(f"{target.name}: запросов", seen.queries, target.queries)
    row(f"{target.name}: из них повторных", seen.repeated, 0)
    row(f"{target.name}: CPU к B ({seen.ms:.1f} мс)", seen.ms / base.ms, target.times)
    row(f"{target.name}: CPU к B на том же соединении", seen.ms / kept.ms)
    row(f"{target.name}: HTML", seen.packed / 1024, target.kilobytes, "КБ gz")


def main() -> None:
    """Pages of the demo against B; then a page served again."""
    with own_database():
        page = make_bare()
        before = bare(page)
        call_command("load_demo", stdout=StringIO())
        cookie = cookie_of(User.objects.get(email="anna@example.org"))
        seen = [(target, measure(target.path, cookie=cookie if target.signed_in else "")) for target in targets()]
        base, kept = lesser(before, bare(page))
        title(f"Страницы рядом с пустой страницей Wagtail B ({connection.vendor}, запросов {base.queries})")
        row("B, база открывается заново на каждый запрос", base.ms, unit="мс")
        row("B на том же соединении с базой", kept.ms, unit="мс")
        for target, measured in seen:
            tell(target, measured, base, kept)
        again, hello = cached("/")
        row("готовая страница к «hello» Django", hello.ms / again.ms, 0.8, "раза", least=True)
        row("готовая страница быстрее B", base.ms / again.ms, 15, "раз", least=True)


if __name__ == "__main__":
    main()
