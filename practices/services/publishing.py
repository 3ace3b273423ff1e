"""What follows a publication: the public number, the numbers worked out, a version that can be cited (spec: practices §2, §3)."""

from django.utils import timezone
from wagtail.models import Revision

from core import guard
from practices.calculators.figures import completeness_of
from practices.models import Practice, PracticeFigures, PracticePage, PracticeVersion

SOURCE = "ru"


@guard.act
def record_publication(page: PracticePage, revision: Revision | None) -> Practice | None:
    """Give the practice its number once, keep the figures, make a version unless the change is minor. Again changes nothing.

    None for a translation whose original was never published.
    """
    sums = page.sums
    PracticeFigures.objects.update_or_create(
        page=page,
        defaults={
            "money": sums.money,
            "budget": sums.budget,
            "hours": sums.hours,
            "completeness": completeness_of(page.has()),
        },
    )
    anchor = _anchor(page)
    if anchor and revision and not page.is_minor:
        _version(anchor, page, revision)
    return anchor


@guard.act
def archive(practice: Practice, *, note: str) -> None:
    """Take a practice out of lists and search; its address answers «снята с публикации» with number and note."""
    Practice.objects.filter(pk=practice.pk).update(archived_at=timezone.now(), archive_note=note)


def _anchor(page: PracticePage) -> Practice | None:
    if page.locale.language_code == SOURCE:
        return Practice.objects.get_or_create(key=page.translation_key, defaults={"page": page})[0]
    return Practice.objects.filter(key=page.translation_key).first()


def _version(anchor: Practice, page: PracticePage, revision: Revision) -> None:
    of_language = PracticeVersion.objects.filter(practice=anchor, locale=page.locale.language_code)
    if of_language.filter(revision=revision).exists():
        return
    last = of_language.order_by("-number").values_list("number", flat=True).first() or 0
    PracticeVersion.objects.create(
        practice=anchor, locale=page.locale.language_code, number=last + 1, revision=revision, note=page.change_note
    )
