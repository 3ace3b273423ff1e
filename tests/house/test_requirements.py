"""Pins: made from pyproject.toml alone, the same everywhere, hashed, and no host in them (spec: platform §2)."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-s3.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==(\S+)(.*)$", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str]]:
    return {(package.lower(), version) for package, version, _rest in PIN.findall((ROOT / name).read_text())}


@pytest.mark.parametrize("name", LISTS)
def test_no_host_in_a_list(name: str) -> None:
    text = (ROOT / name).read_text()
    assert [word for word in ("http", "--index", "--extra-index", "--find-links", "--trusted", "@ ") if word in text] == []


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_is_hashed(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LISTS[1:])
def test_longer_lists_hold_the_pins_of_the_server(name: str) -> None:
    assert pins("requirements.txt") - pins(name) == set()


def test_all_dependencies_of_the_project_are_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": project["optional-dependencies"]["dev"],
        "requirements-s3.txt": project["optional-dependencies"]["s3"],
    }
    missing = []
    for name, wanted in asked.items():
        pinned = {package.replace("_", "-") for package, _version in pins(name)}
        missing += [one for one in wanted if re.match(r"[A-Za-z0-9._-]+", one).group().lower().replace("_", "-") not in pinned]
    assert missing == []


def test_dependencies_of_the_server_have_ranges() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert [one for one in project["dependencies"] if not re.search(r"(<|~=)", one)] == []
