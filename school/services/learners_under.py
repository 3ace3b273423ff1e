"""Who learns on pages that somebody wants to delete or move away (spec: school §8, §10)."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.plurals import counted, form
from school.models import Activity, Course, CoursePage, Enrolment
from school.states import READS, WAITS


def learners_under(pages: Iterable[Page]) -> int:
    """How many people learn on these pages or below them, or wait to. Two queries."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(page__path__startswith=page.path)
    courses = set(Course.objects.filter(below).values_list("key", flat=True))
    courses |= set(Activity.objects.filter(below, items__retired_in__isnull=True).values_list("course", flat=True))
    rows = Enrolment.objects.real().filter(course__in=courses, status__in=[*READS, *WAITS])
    return rows.order_by().values("user").distinct().count()


def why_not_deleted(pages: Iterable[Page]) -> str:
    """The sentence for whoever deletes pages with learners; empty when nobody learns there."""
    count = learners_under(pages)
    if not count:
        return ""
    return _("Нельзя удалить: %(people)s. Снимите с публикации или уберите из потока.") % {"people": _people(count)}


def why_not_moved(pages: Iterable[Page], target: Page) -> str:
    """The sentence for whoever moves pages with learners out of their course; inside the course pages move freely."""
    leaving = [page for page in pages if _leaves_course(page, target)]
    count = learners_under(leaving) if leaving else 0
    if not count:
        return ""
    return _("Нельзя перенести в другой курс: %(people)s. Снимите с публикации или уберите из потока.") % {
        "people": _people(count)
    }


def _leaves_course(page: Page, target: Page) -> bool:
    own = CoursePage.objects.ancestor_of(page).values_list("path", flat=True).first()
    return own is not None and not target.path.startswith(own)


def _people(count: int) -> str:
    """«учатся 42 человека»."""
    return f"{form(count, _('учится,учатся,учатся'))} {counted(count, _('человек,человека,человек'))}"
