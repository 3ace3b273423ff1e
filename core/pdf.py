"""Papers as PDF by typst: data is one JSON string that is shown and never run; our fonts only (spec: platform §8)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from core.plain import many_lines, one_line
from core.qr import svg_file

FOLDER = Path(settings.BASE_DIR) / "templates" / "pdf"
FONTS = Path(settings.BASE_DIR) / "assets" / "fonts" / "pdf"


class PaperFailed(RuntimeError):
    """typst did not make the paper; the record stays, the paper can be made later."""


def render(template_name: str, data: Mapping, *, title: str = "", at: datetime | None = None) -> bytes:
    """A PDF/UA file of templates/pdf/<template_name>.typ; slow, so never inside an act.

    `data` is JSON-ready; a key `qr` (text of at most 60 ASCII signs) arrives in the template as SVG in `qr_svg`. `at` is the date
    in the file's properties (the paper's own date, so that the same edition gives the same bytes). Raises PaperFailed.
    """
    import typst  # takes 40 MB of a worker's memory: only where papers are made

    clean = _clean(data)
    clean["title"] = one_line(title or data.get("title") or data.get("kind") or template_name)  # PDF/UA asks for one
    if text := data.get("qr"):
        clean["qr_svg"] = svg_file(str(text))
    try:
        return typst.compile(
            str(FOLDER / f"{template_name}.typ"),
            root=str(FOLDER),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(clean, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int((at or datetime(2026, 1, 1, tzinfo=UTC)).timestamp()),
        )
    except (RuntimeError, OSError) as error:
        raise PaperFailed(f"{template_name}: {error}") from error


def _clean(value: object) -> object:
    """Strings without control and direction signs, whatever their depth."""
    if isinstance(value, str):
        return many_lines(value)
    if isinstance(value, Mapping):
        return {str(key): _clean(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_clean(one) for one in value]
    return value
