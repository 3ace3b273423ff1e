"""Nothing comes from a foreign host, nothing is inline: pages stay within the strict content policy (spec: platform §3)."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LOADED = re.compile(
    r"""(?:\bsrc|\bsrcset|\bposter|\bdata|@import|url)\s*[=(]?\s*["'(]?\s*(?:https?:)?//(?!example\.)[\w.-]+""", re.IGNORECASE
)
LINKED = re.compile(r"""<link\b[^>]*href=["'](?:https?:)?//""", re.IGNORECASE)
INLINE = re.compile(
    r"""\sstyle=["']|\son[a-z]+=["']|<style\b|<script(?![^>]*\bsrc=)(?![^>]*type=["']application/(?:ld\+)?json)[^>]*>""",
    re.IGNORECASE,
)
EVAL = re.compile(r"""\bhx-on|["']js:|javascript:""", re.IGNORECASE)


def lines(*patterns: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def test_nothing_is_loaded_from_a_foreign_host() -> None:
    found = [
        where
        for where, line in lines("templates/**/*.html", "assets/**/*.css", "assets/**/*.js")
        if LOADED.search(line) or LINKED.search(line)
    ]
    assert found == []


def test_no_style_or_script_is_inline() -> None:
    pages = [(where, line) for where, line in lines("templates/**/*.html") if "/emails/" not in where]
    assert [where for where, line in pages if INLINE.search(line)] == []


def test_nothing_needs_eval() -> None:
    assert [where for where, line in lines("templates/**/*.html", "assets/**/*.js") if EVAL.search(line)] == []


def test_public_policy_names_no_host() -> None:
    words = {word for word in re.split(r"[ ;]+", settings.CSP_PUBLIC) if not re.fullmatch(r"[a-z-]+|'self'|'none'|data:", word)}
    assert words == set()
