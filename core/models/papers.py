"""Papers with a number and a check code: certificates, letters, справки (spec: platform §8, reliability §9)."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.links import new_id


def private_storage() -> Storage:
    """The storage outside the public media: papers bear names."""
    return storages["private"]


class PaperCounter(models.Model):
    """The last number given in a series and a year. Guard row: it is raised and read in the act that writes the paper."""

    series = models.PositiveSmallIntegerField(_("ряд"))
    year = models.PositiveSmallIntegerField(_("год"))
    last = models.PositiveIntegerField(_("последний номер"), default=0)

    class Meta:
        verbose_name = _("счётчик номеров бумаг")
        verbose_name_plural = _("счётчики номеров бумаг")
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="paper_counter_once")]

    def __str__(self) -> str:
        return f"{self.year}-{self.series}: {self.last}"


class AbstractPaper(models.Model):
    """A paper with its number, which stands even while its file is being made. Subclasses say for what it is given."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    number = models.CharField(_("номер"), max_length=16, unique=True)
    issued_at = models.DateTimeField(_("выдан"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("отозван"), null=True, blank=True)
    why = models.CharField(_("почему отозван"), max_length=300, blank=True)
    erased_at = models.DateTimeField(_("данные стёрты"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(why=""), name="%(app_label)s_%(class)s_revoked_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"


class EditionQuerySet(models.QuerySet):
    def unmade(self) -> "EditionQuerySet":
        """Editions whose file is still to be made."""
        return self.filter(file="", paper__erased_at__isnull=True)

    def due(self, now: datetime) -> "EditionQuerySet":
        """Unmade ones whose hour has come: new, or rested after a failure."""
        return self.unmade().filter(Q(next_try_at__isnull=True) | Q(next_try_at__lte=now))


def file_path(edition: "AbstractEdition", filename: str) -> str:
    """One place per edition, told by its row alone: a file whose row was lost on the way is overwritten, never orphaned."""
    name = hashlib.sha256(f"paper:{edition.code}".encode()).hexdigest()[:32]
    return f"papers/{name[:2]}/{name}.pdf"


class AbstractEdition(models.Model):
    """What stands on the paper, frozen when it was given. Subclasses add `paper`, a key to their paper (related «editions»).

    The code stands on the edition and not on the paper, so that an outdated print says of itself that it was replaced.
    `data` always has: title, surname, name, patronymic, occasion, hours, from, to (days, ISO, may be empty).
    """

    n = models.PositiveSmallIntegerField(_("редакция"), default=1)
    code = models.CharField(_("код проверки"), max_length=22, unique=True, default=new_id, editable=False)
    template = models.CharField(_("образец"), max_length=40)
    data = models.JSONField(_("что написано"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто")
    )
    at = models.DateTimeField(_("когда"), auto_now_add=True)
    file = models.FileField(_("файл"), storage=private_storage, upload_to=file_path, max_length=200, blank=True)
    size = models.PositiveIntegerField(_("размер, байт"), default=0)
    tries = models.PositiveSmallIntegerField(_("попыток сделать файл"), default=0)
    next_try_at = models.DateTimeField(_("следующая попытка"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["paper", "n"], name="%(app_label)s_%(class)s_n_once")]

    def __str__(self) -> str:
        return f"{self.paper}, {self.n}"

    @property
    def full_name(self) -> str:
        """«Соловьёва Анна Викторовна», in the nominative, as papers write it."""
        return " ".join(part for part in (self.data.get(key) for key in ("surname", "name", "patronymic")) if part)

    @property
    def initials(self) -> str:
        """«Анна С.»: what whoever checks a paper sees of its owner."""
        name, surname = self.data.get("name", ""), self.data.get("surname", "")
        return "\u00a0".join(part for part in (name, f"{surname[0]}." if surname else "") if part)
