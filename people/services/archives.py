"""«Скачать всё»: a ZIP of readable HTML, JSON and files, one a day, kept seven days (spec: reliability §10)."""

import io
import json
import zipfile
from datetime import timedelta

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from core import guard, history
from core.links import new_id
from core.plain import one_line
from people.models import DataArchive, User
from people.personal import sources

LIFETIME, PAUSE = timedelta(days=7), timedelta(days=1)


class TooOften(Exception):
    """An archive was made within the last day."""


def make_archive(user: User) -> DataArchive:
    """Collect what every source knows and keep it for seven days; slow, so outside any act. Raises TooOften."""
    if DataArchive.objects.filter(user=user, made_at__gt=timezone.now() - PAUSE).exists():
        raise TooOften
    content = _zip(user)
    archive = DataArchive(user=user, expires_at=timezone.now() + LIFETIME)
    archive.file.save(f"{new_id()}.zip", ContentFile(content), save=False)
    return _keep(archive)


@guard.act
def _keep(archive: DataArchive) -> DataArchive:
    row = DataArchive.objects.create(user=archive.user, file=archive.file.name, expires_at=archive.expires_at)
    history.record(archive.user, "archive_made", actor=archive.user, person=archive.user, audience=history.PERSON)
    return row


def _zip(user: User) -> bytes:
    buffer, data, title, folder = io.BytesIO(), {}, _("Мои данные"), _("Файлы")
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        parts = [(source.title, source.describe(user)) for source in sources()]
        page = render_to_string("people/archive.html", {"person": user, "parts": parts, "made_at": timezone.now()})
        file.writestr(f"{title}.html", page)
        for source in sources():
            exported = source.export(user)
            data[source.name] = exported.data
            for number, one in enumerate(exported.files, start=1):
                file.writestr(f"{folder}/{source.name}/{number:03} {_safe(one.name)}", one.content())
        file.writestr(f"{title}.json", json.dumps(data, ensure_ascii=False, indent=2, default=str))
    return buffer.getvalue()


def _safe(name: str) -> str:
    return one_line(name).replace("/", "_").replace("\\", "_")[:120] or "файл"


def current_archive(user: User) -> DataArchive | None:
    """The newest archive that can still be downloaded."""
    return DataArchive.objects.filter(user=user, expires_at__gt=timezone.now()).order_by("-made_at").first()
