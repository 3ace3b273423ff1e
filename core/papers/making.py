"""Drawing the file after the act: number and record stand whatever happens here, and it is tried again (reliability §11)."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from core import pdf
from core.models.papers import AbstractEdition, file_path, private_storage
from core.papers.kinds import PaperKind, all_kinds, kind_of
from core.qr import LIMIT

log = logging.getLogger("core.papers")
LEASE = timedelta(minutes=5)
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
AT_A_TIME = 200


@task()
def make_file(kind_name: str, pk: int) -> None:
    """Draw one edition's file. Doubled or late it does nothing: taken by compare-and-set for five minutes."""
    kind = kind_of(kind_name)
    now = timezone.now()
    mine = kind.editions.objects.filter(pk__in=kind.editions.objects.due(now).filter(pk=pk).values("pk"))
    if not mine.update(next_try_at=now + LEASE, tries=F("tries") + 1):
        return
    edition = kind.editions.objects.select_related("paper").get(pk=pk)
    try:
        body = draw(kind, edition)
        _keep(edition, body)
    except Exception:
        log.exception("paper %s, edition %s: no file", edition.paper.number, edition.n)
        rest = BACK_OFF[min(edition.tries, len(BACK_OFF)) - 1]
        kind.editions.objects.filter(pk=pk, file="").update(next_try_at=timezone.now() + rest)


def draw(kind: PaperKind, edition: AbstractEdition) -> bytes:
    """The PDF of an edition. Raises core.pdf.PaperFailed."""
    data = kind.sheet(edition) | {"qr": address_for_code(edition.code)}
    return pdf.render(edition.template, data, title=f"{edition.data['title']} № {edition.paper.number}", at=edition.at)


def check_url(code: str) -> str:
    """The check page of a code, as letters and screens give it."""
    return f"{settings.SITE_URL}/c/{code}/"


def address_for_code(code: str) -> str:
    """The same for the QR code, which cheap phones read up to 60 signs; a longer site's code leads to the form for the number."""
    whole = check_url(code)
    return next((one for one in (whole, whole.rstrip("/")) if len(one) <= LIMIT), f"{settings.SITE_URL}/c/")


def sweep() -> None:
    """Ring what nobody rang and what has rested after a failure."""
    for kind in all_kinds():
        for pk in kind.editions.objects.due(timezone.now()).order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]:
            make_file.enqueue(kind.name, pk)


def throw_away(edition: AbstractEdition) -> None:
    """Delete the file from the disk, also one that was stored and not yet noted; after the act that emptied the row."""
    private_storage().delete(file_path(edition, ""))


def _keep(edition: AbstractEdition, body: bytes) -> None:
    storage, path = private_storage(), file_path(edition, "")
    storage.delete(path)
    name = storage.save(path, ContentFile(body))
    rows = type(edition).objects.unmade().filter(pk=edition.pk).values("pk")
    noted = type(edition)._base_manager.filter(pk__in=rows).update(file=name, size=len(body), next_try_at=None)
    if not noted:  # erased meanwhile
        storage.delete(name)
