"""A wrong setting stops the start with one Russian line that names the variable; every variable is told in .env.example."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from cms import env
from cms.settings.files import S3_NAMES

ROOT = Path(settings.BASE_DIR)
KEY = "k" * 64
SERVER = {
    "SITE_URL": "https://fms.example.org",
    "SECRET_KEY": KEY,
    "LINK_KEYS": KEY,
    "EMAIL_URL": "smtp+tls://a:b@mail.example.org:587",
}


def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "cms").rglob("*.py")))


def variable_names() -> list[str]:
    """Every name the settings ask `cms.env` for."""
    asked = re.findall(r'\b(?:text|flag|number|words|choice|secrets)\(\s*"([A-Z0-9_]+)"', sources())
    return sorted({*asked, *S3_NAMES})


def start(**variables: str) -> subprocess.CompletedProcess:
    """Read the production settings in a process of its own, with these variables and nothing of the desk's .env."""
    nothing = dict.fromkeys(variable_names(), "")
    command = [sys.executable, "-c", "import cms.settings.production"]
    return subprocess.run(command, cwd=ROOT, env=nothing | variables, capture_output=True, text=True, check=False)


def test_a_server_with_right_settings_starts() -> None:
    result = start(**SERVER)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "example.org"),
        ("SITE_URL", "https://example.org/site"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("LINK_KEYS", f"{KEY},short"),
        ("DATABASE_URL", "mysql://a:b@localhost/x"),
        ("EMAIL_URL", ""),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "http://mail.example.org"),
        ("DEBUG", "yess"),
        ("DEMO", "1"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("WEB_WORKERS", "0"),
        ("WEB_THREADS", "-1"),
        ("TRUSTED_PROXIES", "99"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("STAFF_MFA", "maybe"),
        ("PRIVATE_ROOT", "media/private"),
        ("S3_BUCKET", "fms"),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_the_variable(name: str, value: str) -> None:
    result = start(**(SERVER | {name: value}))
    lines = result.stderr.strip().splitlines()
    named = re.match(r"Настройка (\w+):", lines[0]).group(1) if lines else ""
    group = "S3_" if name.startswith("S3_") else name
    assert (result.returncode, len(lines), named.startswith(group)) == (1, 1, True), result.stderr


def test_secret_is_read_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    monkeypatch.setenv("HEALTH_TOKEN_FILE", str(tmp_path / "key"))
    assert env.text("HEALTH_TOKEN") == KEY


def test_relative_sqlite_path_counts_from_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/x.sqlite3")
    assert env.database("")["NAME"] == str(ROOT / "var" / "x.sqlite3")


def test_sqlite_waits_for_its_turn_and_keeps_what_was_confirmed() -> None:
    options = env.database("sqlite:///x.sqlite3")["OPTIONS"] if not os.environ.get("DATABASE_URL") else None
    wanted = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"}
    assert options in (wanted, None)


def test_env_example_tells_every_variable_in_a_sentence() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    told = {}
    for before, line in pairwise(lines):
        if match := re.fullmatch(r"# ([A-Z][A-Z0-9_]+)=.*", line):
            told[match.group(1)] = before
    assert sorted(told) == sorted(variable_names())
    assert [name for name, sentence in told.items() if not re.fullmatch(r"# [А-ЯA-Z].*[.0]", sentence)] == []


def test_only_env_reads_the_environment() -> None:
    readers = []
    for path in [*(ROOT / "cms").rglob("*.py"), *(path for app in APPS for path in (ROOT / app).rglob("*.py"))]:
        text = path.read_text(encoding="utf-8")
        if re.search(r"os\.(environ|getenv)", text) and str(path.relative_to(ROOT)) not in MAY_READ:
            readers.append(str(path.relative_to(ROOT)))
    assert readers == []


APPS = ("core", "regions", "people", "applications", "school", "practices", "events", "home", "dashboard")
MAY_READ = {
    "cms/env.py",
    "cms/wsgi.py",  # which settings to take
    "cms/asgi.py",
    "cms/settings/test.py",  # the name of the test database
    "core/management/commands/serve.py",  # these two hand their own on to their children
    "core/backup/database.py",
}
