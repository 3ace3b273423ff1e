"""Health addresses for watchmen (spec: platform §10)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from core import health
from core.models import Letter, Schedule
from core.models.letters import Urgency
from core.tasks import HEARTBEAT


@pytest.fixture
def healthy(db: None, settings: object, tmp_path: Path) -> Schedule:
    """A site whose clock has just gone round and whose copy is fresh."""
    settings.BACKUP_DIR = str(tmp_path)
    (tmp_path / "2026-01-01").mkdir()
    (tmp_path / "2026-01-01" / "manifest.json").write_text("{}")
    return Schedule.objects.create(name=HEARTBEAT, last_ok=timezone.now())


def unwell() -> list[str]:
    return [answer.code for answer in health.report() if not answer.well]


def letter(minutes: int, **fields: object) -> Letter:
    row = Letter.objects.create(kind="x", key=f"k{minutes}", to="anna@example.org", **fields)
    Letter.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(minutes=minutes))
    return row


def test_live_answers_without_a_database(client: Client) -> None:
    response = client.get("/health/live")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok", "no-store")


def test_ready_when_all_is_well(healthy: Schedule, client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"ready": True})


def test_stopped_clock_makes_it_unready(healthy: Schedule, client: Client) -> None:
    Schedule.objects.update(last_ok=timezone.now() - timedelta(minutes=4))
    assert (client.get("/health/ready").status_code, unwell()) == (503, ["heartbeat"])


def test_old_letter_makes_it_unready_but_no_mass_or_planned_one(healthy: Schedule) -> None:
    letter(11, urgency=Urgency.MASS)
    letter(12, not_before=timezone.now() + timedelta(hours=1))
    assert unwell() == []
    letter(13)
    assert unwell() == ["letters"]


def test_missing_copy_makes_it_unready(healthy: Schedule, settings: object, tmp_path: Path) -> None:
    settings.BACKUP_DIR = str(tmp_path / "none")
    assert unwell() == ["backup"]
    settings.DEMO = True
    assert unwell() == []


def test_storage_that_cannot_be_written_makes_it_unready(healthy: Schedule, settings: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = str(tmp_path / "file" / "media")
    assert unwell() == ["files"]


def test_details_only_for_the_token(healthy: Schedule, client: Client, settings: object) -> None:
    settings.HEALTH_TOKEN = "t" * 20
    answers = client.get("/health/ready", headers={"authorization": "Bearer " + "t" * 20}).json()["answers"]
    codes = ["database", "cache", "files", "disk", "heartbeat", "tasks", "letters", "backup"]
    assert [one["code"] for one in answers] == codes
    assert client.get("/health/ready", headers={"authorization": "Bearer x"}).json() == {"ready": True}
