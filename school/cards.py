"""Cards of courses and open lessons for the search; closed lessons, answers and people never get there."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.card_pages import follow, page_card, stream_text
from core.cards import CardData
from school.models import CoursePage, LessonPage

COURSE, LESSON = "course", "lesson"


def course_card(page: CoursePage) -> CardData | None:
    """The card of a course with the words of its programme."""
    with translation.override(page.locale.language_code):
        html = render_to_string("school/components/course_card.html", {"course": page})
    facets = tuple(("theme", term.slug) for term in page.themes.all())
    titles = " ".join(f"{module.title} {lesson.title}" for module, lesson in page.parts())
    body = f"{page.for_whom} {stream_text(page.outcomes)} {titles}"
    return page_card(page, COURSE, summary=page.lead, html=html, facets=facets, body=body)


def lesson_card(page: LessonPage) -> CardData | None:
    """The card of an open lesson, None for a closed one."""
    if not page.open_to_all:
        return None
    with translation.override(page.locale.language_code):
        html = render_to_string("school/components/lesson_card.html", {"lesson": page})
    return page_card(page, LESSON, summary=page.summary, html=html, body=stream_text(page.body))


def follow_pages() -> None:
    """Called once from the app's `ready`."""
    follow(CoursePage, COURSE, _("Курсы"), course_card)
    follow(LessonPage, LESSON, _("Открытые уроки"), lesson_card)
