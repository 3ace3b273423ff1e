"""Public files: pictures are given out, documents and paths that lead out are not."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

pytestmark = pytest.mark.django_db


def test_picture_is_given_out_to_be_shown_and_kept(client: Client) -> None:
    name = default_storage.save("images/лес.webp", ContentFile(b"RIFF0000WEBP"))
    response = client.get(f"/media/{name}")
    body = b"".join(response.streaming_content)
    assert (body, response["Content-Type"], response["Cache-Control"]) == (
        b"RIFF0000WEBP",
        "image/webp",
        "public, max-age=31536000, immutable",
    )
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_part_of_a_picture(client: Client) -> None:
    name = default_storage.save("images/a.webp", ContentFile(b"0123456789"))
    response = client.get(f"/media/{name}", headers={"range": "bytes=2-4"})
    assert (response.status_code, b"".join(response.streaming_content)) == (206, b"234")


@pytest.mark.parametrize(
    "name", ["documents/ustav.pdf", "images/none.webp", "../secret.key", "images/../../secret.key", "/etc/hostname"]
)
def test_documents_and_ways_out_are_404(client: Client, name: str) -> None:
    default_storage.save("documents/ustav.pdf", ContentFile(b"%PDF"))
    Path(default_storage.location).parent.joinpath("secret.key").write_text("x")
    assert client.get(f"/media/{name}").status_code == 404
