"""How it is written: the linter finds nothing, no migration is forgotten, every check of Django is content."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)


def test_ruff_finds_nothing() -> None:
    ruff = Path(sys.executable).parent / "ruff"
    result = subprocess.run(
        [ruff, "check", "--quiet", "--output-format", "concise", "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (0, "")


@pytest.mark.django_db
def test_no_migration_is_forgotten() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_checks_of_the_database_are_content() -> None:
    call_command("check", databases=["default"], fail_level="WARNING", verbosity=0)


def test_a_real_server_passes_the_deploy_check() -> None:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}  # a browser test's own
    command = [sys.executable, "-m", "scripts.check"]
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr[-2000:] if result.returncode else "") == (0, "")
