"""People's files: content decides, nothing of a name reaches the disk, hostile files stop at the field (reliability §6, §12)."""

import hashlib
import io
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import files
from core.files import DOCUMENTS, EVERYDAY, SLIDES, SOUNDS, BadFile, clean_name, clean_upload, random_path
from core.kinds_of_files import sniff
from tests.factories.files import archive, doc, docx, odt, photo, picture, png_header, upload

PDF = b"%PDF-1.7\n%%EOF"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
MP3 = b"ID3\x04\x00" + b"\x00" * 100


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("заявка.pdf", PDF, "pdf"),
        ("ЗАЯВКА.PDF", PDF, "pdf"),
        ("план.docx", docx(), "docx"),
        ("план.odt", odt(), "odt"),
        ("план.doc", doc("WordDocument"), "doc"),
        ("смета.xls", doc("Workbook"), "xls"),
        ("снимок.jpeg", picture(), "jpg"),
        ("снимок.png", picture("PNG"), "png"),
        ("снимок.webp", picture("WEBP"), "webp"),
    ],
)
def test_everyday_files_are_taken(name: str, body: bytes, kind: str) -> None:
    checked = clean_upload(upload(name, body))
    assert (checked.name, checked.kind) == (name, kind)
    checked.file.seek(0)
    stored = checked.file.read()
    assert (checked.size, checked.sha256) == (len(stored), hashlib.sha256(stored).hexdigest())


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("рисунок.svg", SVG, "Файл «рисунок.svg» такого вида не принимается."),
        ("страница.html", HTML, "Файл «страница.html» такого вида не принимается."),
        ("архив.zip", archive({"a": b""}), "Файл «архив.zip» такого вида не принимается."),
        ("без ending", PDF, "Файл «без ending» такого вида не принимается."),
        ("макрос.docm", docx(), "Файл «макрос.docm» такого вида не принимается."),
        ("снимок.jpg", HTML, "Внутри файла «снимок.jpg» не то, что сказано в его имени."),
        ("договор.pdf", HTML, "Внутри файла «договор.pdf» не то, что сказано в его имени."),
        ("договор.pdf", b"<html>" + PDF, "Внутри файла «договор.pdf» не то, что сказано в его имени."),
        ("снимок.png", SVG, "Внутри файла «снимок.png» не то, что сказано в его имени."),
        ("снимок.jpg", picture("PNG"), "Внутри файла «снимок.jpg» не то, что сказано в его имени."),
        ("план.docx", archive({"readme.txt": b""}), "Внутри файла «план.docx» не то, что сказано в его имени."),
        ("план.docx", docx(**{"word/vbaProject.bin": b"x"}), "Внутри файла «план.docx» не то, что сказано в его имени."),
        ("план.doc", doc("WordDocument", "_VBA_PROJECT"), "Внутри файла «план.doc» не то, что сказано в его имени."),
        ("план.doc", b"MZ\x90\x00", "Внутри файла «план.doc» не то, что сказано в его имени."),
        ("план.docx", b"PK\x03\x04broken", "Внутри файла «план.docx» не то, что сказано в его имени."),
        ("снимок.jpg", b"\xff\xd8\xff\xe0broken", "Снимок «снимок.jpg» не открывается: файл повреждён."),
        ("снимок.jpg", picture()[:200], "Снимок «снимок.jpg» не открывается: файл повреждён."),
        ("огромный.png", png_header(64_000, 64_000), "Снимок «огромный.png» слишком велик: больше 24 мегапикселей."),
        ("большой.png", png_header(6000, 4001), "Снимок «большой.png» слишком велик: больше 24 мегапикселей."),
        ("пустой.pdf", b"", "Файл «пустой.pdf» пустой."),
    ],
)
def test_hostile_and_broken_files_stop_with_a_sentence(name: str, body: bytes, sentence: str) -> None:
    with pytest.raises(BadFile) as refused:
        clean_upload(upload(name, body, "image/jpeg"))
    assert str(refused.value).startswith(sentence)


def test_a_file_over_the_limit_is_not_even_read() -> None:
    class Big(SimpleUploadedFile):
        def read(self, *args: object) -> bytes:
            raise AssertionError("read")

    big = Big("большой.pdf", b"%PDF-")
    big.size = 50 * files.MEGABYTE
    with pytest.raises(BadFile) as refused:
        clean_upload(big)
    assert str(refused.value) == "Файл «большой.pdf» больше 10 МБ."


def test_fields_choose_their_kinds() -> None:
    assert clean_upload(upload("голос.mp3", MP3), kinds=SOUNDS).kind == "mp3"
    with pytest.raises(BadFile):
        clean_upload(upload("голос.mp3", MP3))
    with pytest.raises(BadFile):
        clean_upload(upload("снимок.jpg", picture()), kinds=DOCUMENTS)
    assert frozenset({"pptx", "odp"}) == SLIDES
    assert {"svg", "html", "xml", "zip"} & EVERYDAY == set()


def test_csv_is_text_and_no_html() -> None:
    csv = frozenset({"csv"})
    assert clean_upload(upload("список.csv", "имя;телефон\r\n".encode("cp1251")), kinds=csv).kind == "csv"
    for body in (HTML, b"a;\x00b", b"\xef\xbb\xbf  <svg>"):
        with pytest.raises(BadFile):
            clean_upload(upload("список.csv", body), kinds=csv)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_photos_are_turned_upright_and_forget_the_camera_and_the_place(orientation: int) -> None:
    checked = clean_upload(upload("фото.jpg", photo(orientation)))
    with Image.open(checked.file) as image:
        assert image.size == ((60, 40) if orientation == 3 else (40, 60))
        assert (dict(image.getexif()), image.info.get("exif")) == ({}, None)
        red_at = {3: (50, 20), 6: (20, 10), 8: (20, 50)}[orientation]
        assert image.convert("RGB").getpixel(red_at)[0] > 200
    assert "Камера".encode() not in checked.file.file.getvalue()


def test_heic_of_a_phone_becomes_jpg() -> None:
    body = io.BytesIO()
    Image.new("RGB", (64, 64), "blue").save(body, "HEIF")
    checked = clean_upload(upload("фото.heic", body.getvalue()))
    assert (checked.name, checked.kind, sniff(checked.file)) == ("фото.jpg", "jpg", "jpg")


def test_a_transparent_drawing_stays_transparent() -> None:
    body = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(body, "PNG")
    with Image.open(clean_upload(upload("знак.png", body.getvalue())).file) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Смета № 5, село Ёлкино.xlsx", "Смета № 5, село Ёлкино.xlsx"),
        (unicodedata.normalize("NFD", "Йошкар.pdf"), "Йошкар.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Анна\\план.doc", "план.doc"),
        ("имя\r\nSet-Cookie: a.pdf", "имя Set-Cookie: a.pdf"),
        ("план\u202efdp.exe", "план fdp.exe"),
        ("", "файл"),
        (".htaccess", "htaccess"),
        ("я" * 300 + ".pdf", "я" * 146 + ".pdf"),
    ],
)
def test_names_are_kept_but_made_harmless(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_nothing_of_the_name_reaches_the_disk() -> None:
    class Row:
        folder, kind = "works", "pdf"

    first, second = random_path(Row(), "Соловьёва.pdf"), random_path(Row(), "Соловьёва.pdf")
    assert first != second
    folder, short, name = first.split("/")
    assert (folder, len(short), name[22:], first.isascii()) == ("works", 2, ".pdf", True)
