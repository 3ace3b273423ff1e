"""Papers: one page whatever the words, data shown and never run, readable by screen readers (spec: platform §8)."""

import io

import pytest
from pypdf import PdfReader

from core import pdf
from core.management.commands.sample_pdf import LONG, SAMPLE


def paper(**changes: object) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render("certificate", SAMPLE | changes, title="Сертификат № 26-2-00042")))


def words(reader: PdfReader) -> str:
    return " ".join(reader.pages[0].extract_text().split())


def test_a_certificate_says_who_what_and_where_to_check() -> None:
    reader = paper()
    assert len(reader.pages) == 1
    text = words(reader)
    asked = [SAMPLE["name"], SAMPLE["strong"], "№ 26-2-00042", SAMPLE["signers"][0]["name"], SAMPLE["check"]]
    assert [one for one in asked if one not in text] == []


def test_the_longest_words_keep_to_one_lying_sheet() -> None:
    reader = paper(**LONG)
    box = reader.pages[0].mediabox
    assert (len(reader.pages), round(box.width), round(box.height)) == (1, 842, 595)
    assert "Константинопольская" in words(reader)


def test_the_file_is_accessible_and_tells_its_title_and_language() -> None:
    reader = paper()
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("ru", True, "Сертификат № 26-2-00042")
    assert 'part="1"' in root["/Metadata"].get_data().decode() or "<pdfuaid:part>1" in root["/Metadata"].get_data().decode()


def test_only_our_fonts_are_in_it() -> None:
    fonts = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in paper().pages[0]["/Resources"]["/Font"].values()}
    assert fonts == {"PTSans-Regular", "PTSans-Bold", "PiazzollaThin-ExtraBold"}


@pytest.mark.parametrize("name", ["#sys.inputs.data", '*жир* _курсив_ $x$ "кавычки" \\ <метка> @ссылка', "Ёлкина-Ҡаҙаҡ Гөлнара"])
def test_what_a_person_wrote_is_shown_not_run(name: str) -> None:
    assert name in words(paper(name=name))


def test_control_and_direction_signs_are_gone() -> None:
    assert "Анна Соловьёва" in words(paper(name="Анна\x00\u202e Соловьёва\u200b"))


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert pdf.render("certificate", SAMPLE) == pdf.render("certificate", SAMPLE)


def test_a_paper_that_cannot_be_made_says_so() -> None:
    with pytest.raises(pdf.PaperFailed):
        pdf.render("certificate", {"kind": "Сертификат"})
