"""Copies: complete, provable, laid out only in an empty place; on both databases (spec: reliability §11)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.backup.database import BackupFailed
from core.backup.making import make_backup, throw_out_old, worth_keeping
from core.backup.restoring import restore
from core.models import Marker, Schedule
from people.models import User

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


@pytest.fixture
def site(transactional_db: None, settings: object, tmp_path: Path) -> Path:
    """A site with people, two pictures, a private scan and a journal."""
    for name, setting in (("media", "MEDIA_ROOT"), ("private", "PRIVATE_ROOT"), ("journal", "JOURNAL_ROOT")):
        (tmp_path / name).mkdir()
        setattr(settings, setting, str(tmp_path / name))
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path / "private")}}
    }
    (tmp_path / "media" / "лес.webp").write_bytes(b"picture")
    (tmp_path / "media" / "images").mkdir()
    (tmp_path / "media" / "images" / "b.webp").write_bytes(b"picture 2")
    (tmp_path / "private" / "scan.pdf").write_bytes(b"scan")
    (tmp_path / "journal" / "erasures.jsonl").write_text("{}\n")
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"]
    settings.BACKUP_DIR = str(tmp_path / "backups")
    Marker.objects.create(name="Берёзовый Лог")
    return tmp_path


@pytest.fixture
def empty(site: Path) -> Iterator[dict]:
    """Settings of an empty database of the same kind."""
    own = dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        yield own | {"NAME": str(site / "restored" / "db.sqlite3")}
        return
    name = f"{own['NAME']}_restored"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
    yield own | {"NAME": name}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def place(site: Path) -> Path:
    (site / "restored").mkdir(exist_ok=True)
    return site / "restored"


def test_copy_comes_back_whole(site: Path, empty: dict) -> None:
    copy = make_backup(site / "backups")
    proof = restore(copy, database=empty, to=place(site))
    assert (proof.complaints, proof.files) == ([], {"media": 2, "private": 1, "journal": 1})
    assert (proof.rows["core_marker"], proof.rows["people_user"]) == (Marker.objects.count(), User.objects.count())
    assert (site / "restored" / "media" / "лес.webp").read_bytes() == b"picture"
    assert (site / "restored" / "private" / "scan.pdf").read_bytes() == b"scan"


def test_rows_written_after_the_copy_are_not_in_it(site: Path, empty: dict) -> None:
    copy = make_backup(site / "backups")
    Schedule.objects.create(name="позже")
    rows = restore(copy, database=empty, to=place(site)).rows["core_schedule"]
    assert rows == Schedule.objects.count() - 1


def test_manifest_names_sums_and_rows(site: Path) -> None:
    manifest = json.loads((make_backup(site / "backups") / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["files"]) == ["database", "journal", "media", "private"]
    assert manifest["packed"] == {"journal": 1, "media": 2, "private": 1}
    assert manifest["rows"]["core_marker"] == Marker.objects.count()
    assert {len(part["sha256"]) for part in manifest["files"].values()} == {64}


def test_spoiled_copy_is_refused_before_anything_is_written(site: Path, empty: dict) -> None:
    copy = make_backup(site / "backups")
    with (copy / "media.tar").open("r+b") as file:
        file.seek(600)
        file.write(b"!")
    with pytest.raises(BackupFailed, match=r"media\.tar"):
        restore(copy, database=empty, to=place(site))
    assert list((site / "restored").iterdir()) == []


def test_unfinished_copy_is_refused(site: Path, empty: dict) -> None:
    copy = make_backup(site / "backups")
    (copy / "manifest.json").unlink()
    with pytest.raises(BackupFailed, match="не закончена"):
        restore(copy, database=empty, to=place(site))


def test_nothing_is_laid_over_a_living_database(site: Path) -> None:
    copy = make_backup(site / "backups")
    with pytest.raises(BackupFailed, match="пуст"):
        restore(copy, database=dict(connection.settings_dict), to=place(site))
    assert Marker.objects.filter(name="Берёзовый Лог").count() == 1


def test_lost_row_is_told(site: Path, empty: dict) -> None:
    copy = make_backup(site / "backups")
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["rows"]["core_marker"] += 1
    manifest["packed"]["media"] = 3
    (copy / "manifest.json").write_text(json.dumps(manifest))
    count = Marker.objects.count()
    assert restore(copy, database=empty, to=place(site)).complaints == [
        f"таблица core_marker: в описи {count + 1}, развёрнуто {count}",
        "папка media: в описи 3, развёрнуто 2",
    ]


def test_sealed_copy_needs_the_command_that_opens_it(site: Path, empty: dict) -> None:
    copy = make_backup(site / "backups", pipe="base64 --wrap=0")
    assert sorted(path.name for path in copy.glob("media*")) == ["media.tar.sealed"]
    with pytest.raises(BackupFailed, match="--pipe"):
        restore(copy, database=empty, to=place(site))
    assert restore(copy, database=empty, to=place(site), pipe="base64 --decode").complaints == []


def test_seal_that_fails_fails_the_copy(site: Path) -> None:
    with pytest.raises(BackupFailed, match="«false» не справилась"):
        make_backup(site / "backups", pipe="false")
    assert list((site / "backups").glob("*/manifest.json")) == []


def test_commands_make_and_lay_out_the_newest(site: Path, empty: dict, capsys: pytest.CaptureFixture) -> None:
    call_command("backup")
    words = [] if connection.vendor == "sqlite" else ["--database", empty["NAME"]]
    call_command("restore", "--verify", "--to", str(site / "restored"), *words)
    assert capsys.readouterr().out.splitlines()[-1] == "Суммы, строки и файлы сходятся с описью."


def test_restore_without_a_copy_says_what_to_do(site: Path) -> None:
    (site / "backups").mkdir()
    with pytest.raises(CommandError, match="make backup"):
        call_command("restore", "--verify")


def test_seven_days_four_weeks_six_months_are_kept() -> None:
    names = [(NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H-%M-%S") for days in range(400)]
    kept = sorted(worth_keeping(names, NOW), reverse=True)
    days = ["24", "23", "22", "21", "20", "19", "18"]
    weeks = ["2026-11-15", "2026-11-08"]
    months = ["2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30"]
    assert [name[:10] for name in kept] == [f"2026-11-{day}" for day in days] + weeks + months


def test_old_and_unfinished_copies_are_thrown_out(tmp_path: Path) -> None:
    for name, finished in {"2026-11-24T01-00-00": True, "2026-11-24T02-00-00": True, "2026-11-20T02-00-00": False}.items():
        (tmp_path / name).mkdir()
        if finished:
            (tmp_path / name / "manifest.json").write_text("{}")
    (tmp_path / "notes").mkdir()
    assert throw_out_old(tmp_path, NOW) == ["2026-11-20T02-00-00", "2026-11-24T01-00-00"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-11-24T02-00-00", "notes"]
