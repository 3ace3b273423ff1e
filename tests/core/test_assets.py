"""One style sheet, one script and htmx within their weights, the same thing twice, whole for old phones."""

import gzip
import re
from pathlib import Path

import pytest

from core import assets


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("assets")
    assets.build(target)
    return target


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("site.css", 12_000),
        ("admin.css", 1_000),
        ("site.js", 2_048),
        ("htmx.js", 13_500),
        ("icons.svg", 3_000),
        ("fonts/piazzolla-fms-800.woff2", 20_000),
    ],
)
def test_weight_stays_within_the_budget(built: Path, name: str, most: int) -> None:
    assert (name, weight(built / name) <= most) == (name, True)


def test_a_second_build_changes_nothing(built: Path) -> None:
    assert assets.build(built) == []


def test_what_is_made_no_more_is_thrown_out(built: Path) -> None:
    (built / "old.css").write_text("a{}", encoding="utf-8")
    assert assets.build(built) == ["old.css"]


def test_old_phones_get_no_layers_and_braces_match(built: Path) -> None:
    css = (built / "site.css").read_text(encoding="utf-8")
    assert ("@layer" in css, "@import" in css, "/*" in css, css.count("{") - css.count("}")) == (False, False, False, 0)


def test_every_source_stands_in_the_index_once() -> None:
    folder = assets.SOURCES / "css"
    listed = assets.IMPORT.findall((folder / "site.css").read_text(encoding="utf-8"))
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.css") if path.name != "site.css"]
    assert sorted(listed) == sorted(files)


def test_sources_name_their_layer_in_the_order_of_the_index() -> None:
    folder = assets.SOURCES / "css"
    index = (folder / "site.css").read_text(encoding="utf-8")
    listed = re.search(r"^@layer ([\w, ]+);", index, re.MULTILINE)[1].split(", ")
    first = [
        re.search(r"@layer (\w+) \{", (folder / name).read_text(encoding="utf-8"))[1] for name in assets.IMPORT.findall(index)
    ]
    order = [listed.index(name) for name in first if name not in {"tokens", "reset"}]
    assert order == sorted(order)


def test_vision_and_print_come_last(built: Path) -> None:
    css = (built / "site.css").read_text(encoding="utf-8")
    places = [css.index(mark) for mark in (".btn{display", "html[data-vision]{", "@media print{:root")]
    assert places == sorted(places)


def test_icons_used_are_icons_drawn() -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', (assets.SOURCES / "icons.svg").read_text(encoding="utf-8")))
    templates = (assets.SOURCES.parent / "templates").rglob("*.html")
    used = {name for path in templates for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))}
    assert (sorted(used - drawn), len(drawn) <= 40) == ([], True)


@pytest.mark.parametrize(
    ("source", "shrunk"),
    [
        ("a { color : red ; }\n/* x */ b>c , d { margin: 0 auto }", "a{color :red}b>c,d{margin:0 auto}"),
        ('@media (min-width: 40em) { a::after { content: " ; { " } }', '@media (min-width:40em){a::after{content:" ; { "}}'),
        (".a{width:calc(1rem + 2vw)}", ".a{width:calc(1rem + 2vw)}"),
        (".a .b,.c:not(.d) .e{x:url(data:image/svg+xml,%3Csvg a='b  c'%3E)}", None),
    ],
)
def test_shrinking_keeps_the_meaning(source: str, shrunk: str | None) -> None:
    assert assets.shrink_css(source) == (shrunk or source)


def test_layers_are_taken_off_around_nested_blocks() -> None:
    css = '@layer a { x{content:"}"} @media print{ y{z:1} } }\nq{r:s}'
    assert assets.shrink_css(assets.without_layers(css)) == 'x{content:"}"}@media print{y{z:1}}q{r:s}'
