"""One style sheet and one small script for the whole site, joined from small files, and htmx apart (decisions/0009).

No bundler: the order is that of the `@import` lines of assets/css/site.css and of the scripts' names. `@layer` wrappers are taken
off, because phones older than 2022 do not know them and would show the page without any style; the order of the files keeps
what the layers say.
"""

import os
import re
from pathlib import Path

import django_htmx
from django.conf import settings

SOURCES = Path(settings.BASE_DIR) / "assets"
UNFINISHED = ".new"
COPIED = ("admin.css", "icons.svg", "favicon.svg", "fonts/piazzolla-fms-800.woff2", "fonts/OFL-Piazzolla.txt")
HTMX = "django_htmx/static/django_htmx/htmx-4.min.js"
IMPORT = re.compile(r'@import\s+"([^"]+)";')
LAYER_ORDER = re.compile(r"@layer\s+[\w\s,]+;")
LAYER_OPENING = re.compile(r"@layer\s+\w+\s*\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
STRING = re.compile(r'"[^"\n]*"|\'[^\'\n]*\'|url\([^)]*\)')


def build(target: Path) -> list[str]:
    """Write site.css, site.js and the copied files into `target`; returns the names that have changed.

    A file whose content is the same keeps its time, so that the next start gathers nothing anew.
    """
    made: dict[str, bytes] = {
        "site.css": style_sheet().encode(),
        "site.js": f"{own_script()}\n".encode(),
        "htmx.js": htmx().encode(),
        **{path.name: f"{shrink_js(path.read_text(encoding='utf-8'))}\n".encode() for path in screens()},
        **{name: (SOURCES / name).read_bytes() for name in COPIED},
    }
    changed = [name for name, content in made.items() if put(target / name, content)]
    for stale in sorted(set(files_in(target)) - made.keys()):
        (target / stale).unlink(missing_ok=True)
        changed.append(stale)
    return changed


def style_sheet() -> str:
    """The whole CSS of the site, flat and without white space."""
    index = COMMENT.sub("", (SOURCES / "css/site.css").read_text(encoding="utf-8"))
    parts = [(SOURCES / "css" / name).read_text(encoding="utf-8") for name in IMPORT.findall(index)]
    return shrink_css("\n".join(without_layers(part) for part in parts)) + "\n"


def own_script() -> str:
    """Our files in the order of their names."""
    files = sorted((SOURCES / "js").glob("*.js"))
    return "\n".join(shrink_js(path.read_text(encoding="utf-8")) for path in files)


def screens() -> list[Path]:
    """Scripts of single screens: loaded only where they are needed, so that the one script of every page stays small."""
    return sorted((SOURCES / "js/screens").glob("*.js"))


def htmx() -> str:
    """The packaged htmx 4, fetched when somebody first reaches for what needs it (10-page.js).

    The bare tag of django-htmx would give version 2, which is heavier.
    """
    return (Path(django_htmx.__file__).parent.parent / HTMX).read_text(encoding="utf-8")


def without_layers(css: str) -> str:
    """Take off `@layer name { … }` around the content of one file."""
    css = LAYER_ORDER.sub("", COMMENT.sub("", css))
    while opening := LAYER_OPENING.search(css):
        closing = end_of_block(css, opening.end())
        css = css[: opening.start()] + css[opening.end() : closing] + css[closing + 1 :]
    return css


def end_of_block(css: str, start: int) -> int:
    """Where the brace opened before `start` is closed. Raises ValueError if it never is."""
    depth, position = 1, start
    while position < len(css):
        string = STRING.match(css, position)
        if string:
            position = string.end()
            continue
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return position
        position += 1
    raise ValueError("a block of the style sheet is not closed")


def shrink_css(css: str) -> str:
    """Without comments and needless white space; strings and addresses stay as they are."""
    kept: list[str] = []

    def put_away(found: re.Match) -> str:
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    css = STRING.sub(put_away, COMMENT.sub("", css))
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css).replace(";}", "}").strip()
    return re.sub(r"\0(\d+)\0", lambda found: kept[int(found[1])], css)


def shrink_js(code: str) -> str:
    """Without whole-line comments, indentation and empty lines: safe for any code that does not rely on them."""
    lines = LINE_COMMENT.sub("", COMMENT.sub("", code)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def put(path: Path, content: bytes) -> bool:
    """Write only what differs; True if something was written."""
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")  # two starts at once do not write into one file
    fresh.write_bytes(content)
    fresh.replace(path)
    return True


def files_in(folder: Path) -> list[str]:
    """Relative names of all files, for throwing out what is made no more."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != UNFINISHED]
