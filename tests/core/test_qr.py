"""QR codes are small enough for cheap phones and speak to screen readers (spec: platform §8)."""

import re

import pytest
import segno

from core import qr

ADDRESS = "https://fms.example/c/x7Kq2mB9tR4wY1zL0aPvNg"


def test_a_code_has_its_name_and_a_quiet_zone_on_white() -> None:
    svg = qr.svg(ADDRESS, 'Билет "231" <b>')
    assert 'role="img" aria-label="Билет &quot;231&quot; &lt;b&gt;"' in svg
    size = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))
    starts = [tuple(map(int, pair)) for pair in re.findall(r"M(\d+) (\d+)", svg)]
    assert min(min(pair) for pair in starts) == qr.BORDER
    assert max(y for _x, y in starts) == size - qr.BORDER - 1
    assert 'fill="#fff"' in svg
    assert "style=" not in svg


def test_the_drawn_modules_are_those_of_the_code() -> None:
    matrix = [list(row) for row in segno.make(ADDRESS, error="m", micro=False, boost_error=False, mask=qr.MASK).matrix]
    drawn = [[0] * len(matrix) for _row in matrix]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", qr.svg_file(ADDRESS)):
        for step in range(int(run)):
            drawn[int(y) - qr.BORDER][int(x) - qr.BORDER + step] = 1
    assert drawn == matrix


@pytest.mark.parametrize("text", ["x" * 61, "https://фмс.рф/c/1"])
def test_long_or_russian_text_is_refused(text: str) -> None:
    with pytest.raises(qr.TooLong):
        qr.svg(text, "Код")
