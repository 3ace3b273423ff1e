"""A library and a practice of a group, ready to be published."""

import datetime

from wagtail.models import Site

from core.models import Term
from practices.models import PracticeIndexPage, PracticePage
from tests.factories.regions import organisation, region


def library() -> PracticeIndexPage:
    """The library, under the front page."""
    root = Site.objects.get(is_default_site=True).root_page
    return PracticeIndexPage.objects.first() or root.add_child(instance=PracticeIndexPage(title="Практики", slug="praktiki"))


def practice_page(title: str = "Мост через речку", slug: str = "most", code: str = "KIR", **fields: object) -> PracticePage:
    """A page as an editor fills it: two steps, money and materials, a theme and a group."""
    page = PracticePage(
        title=title,
        slug=slug,
        summary="Деревня построила мост за одно лето, грантов не ждали.",
        problem="До автобуса ходили в обход.",
        region=region(code),
        organisation=organisation(f"Группа «{slug}»", code, slug=slug),
        started_on=datetime.date(2024, 10, 1),
        **fields,
    )
    page.steps = [("step", {"title": "Посчитали", "text": "Обошли дворы", "when": "", "who": ""})] * 2
    page.resources = [
        (
            "resource",
            {
                "kind": "money",
                "title": "Крепёж",
                "amount": 1,
                "unit": "",
                "value_rub": 58900,
                "source": "residents",
                "comment": "",
            },
        ),
        (
            "resource",
            {
                "kind": "materials",
                "title": "Лес",
                "amount": 14,
                "unit": "м³",
                "value_rub": 98000,
                "source": "business",
                "comment": "",
            },
        ),
    ]
    page.themes = [Term.objects.of("theme").first()]
    page.groups = [Term.objects.of("group").first()]
    return library().add_child(instance=page)
