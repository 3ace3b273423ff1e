from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.links import new_id


def private_storage() -> object:
    """The storage outside the public media."""
    return storages["private"]


class ExportFile(models.Model):
    """A big table the worker makes: kept seven days in private storage, given to whoever asked (spec: reliability §6)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("готовится")
        READY = "ready", _("готово")
        FAILED = "failed", _("не получилось")

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    kind = models.CharField(_("вид выгрузки"), max_length=64)
    params = models.JSONField(_("отбор"), default=dict, blank=True)
    format = models.CharField(_("вид файла"), max_length=4, default="xlsx")
    name = models.CharField(_("имя файла"), max_length=150)
    file = models.FileField(_("файл"), storage=private_storage, upload_to="exports/", max_length=200, blank=True)
    rows = models.PositiveIntegerField(_("строк"), default=0)
    state = models.CharField(_("состояние"), max_length=8, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто выгрузил"))
    created_at = models.DateTimeField(_("когда"), auto_now_add=True)
    started_at = models.DateTimeField(_("начато"), null=True, blank=True)
    expires_at = models.DateTimeField(_("хранится до"))

    class Meta:
        verbose_name = _("выгрузка")
        verbose_name_plural = _("выгрузки")
        indexes = [models.Index(fields=["state", "created_at"], name="export_next")]

    def __str__(self) -> str:
        return self.name
