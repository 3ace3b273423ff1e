from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

PERSON, STAFF, AUDIT = "person", "staff", "audit"
AUDIENCES = [(PERSON, _("человек и сотрудники")), (STAFF, _("сотрудники")), (AUDIT, _("только администраторы"))]


def about(row: models.Model) -> tuple[str, str]:
    """(kind, key) under which a row's history lies: its model's label and public id, key or pk."""
    for name in ("public_id", "key"):
        if value := getattr(row, name, None):
            return row._meta.label_lower, str(value)
    return row._meta.label_lower, str(row.pk)


class EntryQuerySet(models.QuerySet):
    def about(self, row: models.Model) -> "EntryQuerySet":
        """History of one row, oldest first."""
        kind, key = about(row)
        return self.filter(kind=kind, key=key).order_by("at", "pk")

    def for_person(self, user: models.Model) -> "EntryQuerySet":
        """What the person may read of their own history, newest first."""
        return self.filter(person=user, audience=PERSON).order_by("-at", "-pk")


class Entry(models.Model):
    """One change: append-only, written by acts, moves, openings of contacts and exports."""

    kind = models.CharField(_("о чём"), max_length=64)
    key = models.CharField(_("ключ записи"), max_length=64)
    verb = models.CharField(_("что сделано"), max_length=64)
    was = models.JSONField(_("было"), default=dict, blank=True)
    now = models.JSONField(_("стало"), default=dict, blank=True)
    reason = models.TextField(_("причина"), blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("кто сделал")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("о ком")
    )
    audience = models.CharField(_("кому видно"), max_length=8, choices=AUDIENCES, default=STAFF)
    at = models.DateTimeField(_("когда"), auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("запись истории")
        verbose_name_plural = _("история")
        indexes = [
            models.Index(fields=["kind", "key", "at"], name="history_about"),
            models.Index(fields=["person", "audience", "at"], name="history_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.verb}"
