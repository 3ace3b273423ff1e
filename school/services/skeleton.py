"""A ready skeleton of a course: five modules of four lessons, all drafts, to be renamed and filled (living-people §4)."""

from django.utils.translation import gettext as _

from core import guard
from people.models import User
from school.models import CoursePage, LessonPage, ModulePage

MODULES, LESSONS = 5, 4


class NotEmpty(Exception):
    """The course has modules already: a skeleton would mix with them."""


@guard.act
def make_skeleton(course: CoursePage, *, by: User) -> int:
    """Put draft modules with draft lessons under an empty course. Returns how many pages were made. Raises NotEmpty."""
    parent = CoursePage.objects.select_for_update().get(pk=course.pk)
    if parent.get_children().exists():
        raise NotEmpty
    for number in range(1, MODULES + 1):
        title = _("Модуль %(number)s") % {"number": number}
        module = _add(parent, ModulePage(title=title, slug=f"modul-{number}"), by)
        for place in range(1, LESSONS + 1):
            title = _("Урок %(number)s") % {"number": f"{number}.{place}"}
            _add(module, LessonPage(title=title, slug=f"urok-{number}-{place}"), by)
    return MODULES * (LESSONS + 1)


def _add(parent: CoursePage | ModulePage, page: ModulePage | LessonPage, by: User) -> ModulePage | LessonPage:
    page.live, page.has_unpublished_changes, page.owner = False, True, by
    made = parent.add_child(instance=page)
    made.save_revision(user=by)
    return made
