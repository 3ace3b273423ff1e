"""A letter to the employer before a course, a справка after it (spec: living-people §4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models.papers import AbstractEdition, AbstractPaper
from school.models.enrolment import Enrolment


class StudyPaperKind(models.TextChoices):
    LETTER = "letter", _("Письмо работодателю")
    REFERENCE = "reference", _("Справка об обучении")


class StudyPaper(AbstractPaper):
    """One of each kind for an enrolment; asked again with other words, it gets a new edition under the same number."""

    TO_LIMIT = 200  # more lines over the heading would push the sheet to a second page

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="study_papers", verbose_name=_("запись"))
    kind = models.CharField(_("вид"), max_length=10, choices=StudyPaperKind.choices)

    class Meta:
        verbose_name = _("бумага для работодателя")
        verbose_name_plural = _("бумаги для работодателя")
        constraints = [
            *AbstractPaper.Meta.constraints,
            models.UniqueConstraint(
                fields=["enrolment", "kind"], condition=Q(revoked_at__isnull=True), name="study_paper_one_valid"
            ),
        ]

    @property
    def newest(self) -> "StudyPaperEdition | None":
        """The edition that counts; no query where the editions were prefetched."""
        return max(self.editions.all(), key=lambda one: one.n, default=None)


class StudyPaperEdition(AbstractEdition):
    """What the letter or the справка says, frozen when it was asked for."""

    paper = models.ForeignKey(StudyPaper, models.PROTECT, related_name="editions", verbose_name=_("бумага"))

    class Meta(AbstractEdition.Meta):
        verbose_name = _("редакция бумаги для работодателя")
        verbose_name_plural = _("редакции бумаг для работодателя")
