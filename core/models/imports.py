from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage() -> object:
    """The storage outside the public media: scans, exports, people's files."""
    return storages["private"]


class ImportBatch(models.Model):
    """An uploaded table on its way in: parsed, shown as a preview, confirmed or dropped (spec: platform §8)."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("показан предпросмотр")
        DONE = "done", _("загружен")
        DROPPED = "dropped", _("отменён")

    kind = models.CharField(_("вид загрузки"), max_length=64)
    sha256 = models.CharField(_("контрольная сумма"), max_length=64)
    name = models.CharField(_("имя файла"), max_length=150)
    file = models.FileField(_("файл"), storage=private_storage, upload_to="imports/", max_length=200)
    report = models.JSONField(_("отчёт по строкам"), default=dict)
    state = models.CharField(_("состояние"), max_length=10, choices=State.choices, default=State.PREVIEWED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто загрузил"))
    created_at = models.DateTimeField(_("когда"), auto_now_add=True)
    done_at = models.DateTimeField(_("загружен"), null=True, blank=True)

    class Meta:
        verbose_name = _("загрузка таблицы")
        verbose_name_plural = _("загрузки таблиц")

    def __str__(self) -> str:
        return self.name
