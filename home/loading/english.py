"""English pages of the demo: the front page, the sections and one page of each main kind, as translations of the Russian ones."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale, Page

from home.loading import practices
from home.loading.blocks import paragraphs, stream
from home.loading.pages import Sections, fill_front, glossary_words
from home.loading.source import FOLDER, Known, read, translation
from home.models import DoorPage, RegionIndexPage, RegionPage
from school.models import CoursePage, LessonPage, ModulePage


def load(sections: Sections, known: Known) -> None:
    """Translate what has English words and no English page yet; parents first, so that no page is a copy of Russian text."""
    words, pages = read("english"), read("pages")
    _publish(sections.home, lambda copy: fill_front(copy, pages["front_en"]))
    regions = RegionIndexPage.objects.child_of(sections.home).get()
    at = {page.slug: page for page in (sections.school, sections.practices, sections.events, sections.internships, regions)}
    for row in words["sections"]:
        _publish(at[row["slug"]], _says(row, "title", "intro"))
    for row in pages["pages_en"]:
        _publish(known.pages[f"page:{row['key']}"], _body(row, known, "title", "intro", "search_description"))
    _publish(known.pages["page:slovar"], lambda copy: _glossary(copy, words["glossary"]))
    _practices(known)
    _courses(known)
    for row in words["lessons"]:
        _lesson(row, known)
    for row in words["events"]:
        _publish(known.pages[f"event:{row['key']}"], lambda copy, row=row: _event(copy, row, known))
    for row in words["regions"]:
        page = RegionPage.objects.child_of(regions).get(region=known.regions[row["code"]])
        _publish(page, lambda copy, row=row: _region(copy, row, known))
    for row in words["doors"]:
        page = DoorPage.objects.child_of(sections.home).get(slug=row["slug"])
        _publish(page, lambda copy, row=row: _door(copy, row))


def _publish(page: Page, fill: Callable[[Page], None]) -> None:
    """Make and publish the English page unless it is there; one copied along with a page below it gets its own words."""
    english = Locale.objects.get(language_code="en")
    found = page.get_translation_or_none(english)
    if found and not found.alias_of_id:
        return
    copy = found or page.copy_for_translation(english)
    copy.alias_of = None
    fill(copy)
    copy.save_revision().publish()


def _says(row: dict[str, Any], *names: str) -> Callable[[Page], None]:
    def fill(copy: Page) -> None:
        for name in names:
            setattr(copy, name, row[name].strip())

    return fill


def _body(row: dict[str, Any], known: Known, *names: str) -> Callable[[Page], None]:
    def fill(copy: Page) -> None:
        _says(row, *names)(copy)
        copy.body = stream(row["body"], known)
        if alt := row.get("photo_alt"):
            copy.photo_alt = alt

    return fill


def _glossary(copy: Page, row: dict[str, Any]) -> None:
    _says(row, "title", "intro", "search_description")(copy)
    copy.body = [glossary_words(row["words"])]


def _practices(known: Known) -> None:
    for name, page in list(known.pages.items()):
        kind, _, key = name.partition(":")
        if kind == "practice" and (row := translation("practices", key, "en")):
            _publish(page, lambda copy, page=page, row=row: practices.translate(page, copy, row))


def _courses(known: Known) -> None:
    for folder in sorted(path.name for path in (FOLDER / "courses").iterdir()):
        course = read(f"courses/{folder}/course")
        if row := course.get("en"):
            _publish(known.pages[f"course:{course['key']}"], lambda copy, row=row: _course(copy, row))


def _course(copy: CoursePage, row: dict[str, Any]) -> None:
    copy.title, copy.lead, copy.for_whom = row["title"], row["summary"], row["for_whom"].strip()
    copy.search_description = row["summary"][:255]
    copy.outcomes = [("outcome", text) for text in row["outcomes"]]


def _lesson(row: dict[str, Any], known: Known) -> None:
    module = ModulePage.objects.child_of(known.pages[f"course:{row['course']}"]).get(slug=row["module"])
    _publish(module, _says({"title": row["module_title"], "intro": row["module_intro"]}, "title", "intro"))
    _publish(LessonPage.objects.child_of(module).get(slug=row["slug"]), _body(row, known, "title", "summary"))


def _event(copy: Page, row: dict[str, Any], known: Known) -> None:
    copy.title, copy.intro = row["title"], row["summary"]
    copy.search_description = row["summary"][:255]
    copy.for_whom = paragraphs(row["for_whom"]).source
    copy.body = stream(row["body"], known)


def _region(copy: RegionPage, row: dict[str, Any], known: Known) -> None:
    copy.title, copy.photo_alt, copy.search_description = row["title"], row["alt"], row["intro"][0][:160]
    copy.body = stream([{"type": "paragraph", "text": "\n\n".join(row["intro"])}], known)


def _door(copy: DoorPage, row: dict[str, Any]) -> None:
    copy.title, copy.intro, copy.search_description = row["title"], row["intro"].strip(), row["summary"]
    copy.memo = [("heading", row["memo_title"]), ("list", {"ordered": False, "items": row["memo"]})]
