"""Giving files out: ranges for slow lines, Russian names, a policy under which nothing runs (spec: reliability §6)."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404, HttpResponseBase
from django.test import RequestFactory

from core.serving import serve
from core.views.media import public_file
from people.models import User

BODY = bytes(range(256)) * 4


class Row:
    """A stored upload without its table."""

    def __init__(self, path: str, name: str) -> None:
        self.file, self.name, self.sha256 = FieldFile(None, FileField(storage=storages["private"]), path), name, "ab" * 32


@pytest.fixture
def row() -> Iterator[Row]:
    path = storages["private"].save("uploads/ab/abcdef.pdf", ContentFile(BODY))
    yield Row(path, "Смета № 5, село Ёлкино.pdf")
    storages["private"].delete(path)


def get(row: object, method: str = "get", headers: dict | None = None, **how: object) -> HttpResponseBase:
    request = getattr(RequestFactory(), method)("/file", headers=headers or {})
    return serve(request, row, **how)


def body(response: HttpResponseBase) -> bytes:
    found = b"".join(response.streaming_content) if response.streaming else response.content
    for close in response._resource_closers:  # response.close() would also end the test's database connection
        close()
    return found


def test_a_private_file_is_saved_under_its_russian_name_and_runs_nothing(row: Row) -> None:
    response = get(row)
    assert body(response) == BODY
    headers = {name: response[name] for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options", "Content-Length")}
    assert headers == {
        "Content-Type": "application/pdf",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "Content-Length": "1024",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"] == (
        "attachment; filename=\"_____ _ 5_ ____ ______.pdf\"; filename*=UTF-8''%D0%A1%D0%BC%D0%B5%D1%82%D0%B0%20%E2%84%96%205"
        "%2C%20%D1%81%D0%B5%D0%BB%D0%BE%20%D0%81%D0%BB%D0%BA%D0%B8%D0%BD%D0%BE.pdf"
    )


@pytest.mark.parametrize(
    ("asked", "status", "told", "part"),
    [
        ("bytes=0-99", 206, "bytes 0-99/1024", BODY[:100]),
        ("bytes=1000-", 206, "bytes 1000-1023/1024", BODY[1000:]),
        ("bytes=-24", 206, "bytes 1000-1023/1024", BODY[-24:]),
        ("bytes=1000-9999", 206, "bytes 1000-1023/1024", BODY[1000:]),
        ("bytes=1024-", 416, "bytes */1024", b""),
        ("bytes=5-1", 416, "bytes */1024", b""),
        ("bytes=0-1,5-6", 200, None, BODY),
        ("lines=1-2", 200, None, BODY),
        ("bytes=-", 200, None, BODY),
    ],
)
def test_a_broken_download_goes_on_where_it_stopped(row: Row, asked: str, status: int, told: str | None, part: bytes) -> None:
    response = get(row, headers={"Range": asked})
    assert (response.status_code, response.get("Content-Range"), body(response)) == (status, told, part)


def test_an_outdated_part_is_not_mixed_with_the_new_file(row: Row) -> None:
    tag = get(row, "head")["ETag"]
    assert get(row, "head", headers={"Range": "bytes=0-9", "If-Range": tag}).status_code == 206
    assert get(row, "head", headers={"Range": "bytes=0-9", "If-Range": '"old"'}).status_code == 200


def test_what_the_browser_has_is_not_sent_again(row: Row) -> None:
    tag = get(row, "head")["ETag"]
    assert get(row, headers={"If-None-Match": tag}).status_code == 304


def test_head_sends_no_body(row: Row) -> None:
    response = get(row, "head")
    assert (body(response), response["Content-Length"]) == (b"", "1024")


def test_only_pdf_and_pictures_are_shown_in_the_browser(row: Row) -> None:
    assert get(row, "head", inline=True)["Content-Disposition"].startswith("inline;")
    path = storages["private"].save("uploads/ab/abcdef.docx", ContentFile(b"PK"))
    assert get(Row(path, "план.docx"), "head", inline=True)["Content-Disposition"].startswith("attachment;")
    storages["private"].delete(path)


def test_a_file_gone_from_the_disk_is_404(row: Row) -> None:
    with pytest.raises(Http404):
        get(Row("uploads/ab/gone.pdf", "x.pdf"))


def test_the_proxy_takes_over_the_bytes(row: Row, settings: object) -> None:
    settings.ACCEL = True
    response = get(row)
    assert (response["X-Accel-Redirect"], body(response)) == (f"/_private/{row.file.name}", b"")


@pytest.fixture
def stored() -> Iterator[list[str]]:
    names = ["images/pole.jpg", "documents/ustav.pdf", "original_images/pole.jpg"]
    paths = [default_storage.save(name, ContentFile(b"x")) for name in names]
    yield paths
    for path in paths:
        default_storage.delete(path)


def ask_media(path: str, user: object = None) -> HttpResponseBase:
    request = RequestFactory().get("/media/")
    request.user = user or AnonymousUser()
    return public_file(request, path)


def test_public_pictures_are_given_out_and_documents_and_originals_are_not(stored: list[str]) -> None:
    picture, document, original = stored
    shown = ask_media(picture)
    assert (shown.status_code, shown["Content-Type"], body(shown)) == (200, "image/jpeg", b"x")
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["Cache-Control"].startswith("public, max-age=")
    for path in (document, original):
        with pytest.raises(Http404):
            ask_media(path)


@pytest.mark.django_db
def test_editors_open_the_original_and_no_cache_keeps_it(stored: list[str], egor: User, anna: User) -> None:
    shown = ask_media(stored[2], egor)
    assert (body(shown), shown["Cache-Control"]) == (b"x", "private, no-store")
    with pytest.raises(Http404):
        ask_media(stored[2], anna)


OUTSIDE = ["../manage.py", "/etc/passwd", "images/../documents/ustav.pdf", "images/\x00", "images", "none.jpg"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_the_public_folder(stored: list[str], path: str) -> None:
    with pytest.raises(Http404):
        ask_media(path)
