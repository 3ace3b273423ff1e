"""`make test`: everything on SQLite with the browser, the whole suite again on PostgreSQL, then one honest table.

What cannot run here is told in capitals at the start and at the end; `REQUIRE=chromium,postgres,redis` makes it a failure.
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

from scripts.services import Found, chromium, postgres, redis

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "var" / "test"
KNOWN = ("chromium", "postgres", "redis")
# Nothing of the developer's own .env may reach the tests.
CLEAN = dict.fromkeys(("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "MEDIA_ROOT", "PRIVATE_ROOT", "S3_ENDPOINT", "S3_BUCKET"), "")
CLEAN |= {"DEBUG": "0", "DEMO": "0", "SITE_URL": "http://127.0.0.1:8000", "DJANGO_SETTINGS_MODULE": "cms.settings.test"}


@dataclass
class Pass:
    """One run of pytest: what was counted and how long it took."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    reasons: set[str] = field(default_factory=set)


def run(name: str, marks: str, env: dict[str, str], rest: list[str]) -> Pass:
    """Run pytest on all cores and count from its report; a run without a report counts as one failure."""
    report = REPORTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", f"--junitxml={report}", *rest]
    command += ["-m", marks] if marks else []
    print(f"\n── {name} ──", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=os.environ | CLEAN | env, check=False).returncode
    result = count(name, report)
    result.seconds = time.monotonic() - began
    if code not in (0, 1, 5) or (code == 1 and not result.failed):
        result.failed += 1
    return result


def count(name: str, report: Path) -> Pass:
    """Numbers of a JUnit report."""
    result = Pass(name)
    if not report.exists():
        result.failed = 1
        return result
    for case in ET.parse(report).getroot().iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif skipped is not None:
            result.skipped += 1
            result.reasons.add(skipped.get("message", ""))
        else:
            result.passed += 1
    return result


def required() -> set[str]:
    """Names in REQUIRE; an unknown one stops at once, or it would be required in vain."""
    names = {name.strip() for name in os.environ.get("REQUIRE", "").split(",") if name.strip()}
    if names - set(KNOWN):
        sys.exit(f"В REQUIRE могут быть только: {', '.join(KNOWN)}.")
    return names


def passes(found: dict[str, Found], fast: bool, rest: list[str]) -> list[Pass]:
    """The runs this machine can make, in order."""
    env = {"CHROMIUM": found["chromium"].address, "TEST_REDIS_URL": found["redis"].address}
    if fast:
        return [run("SQLite", "not browser and not race", env, rest)]
    done = [run("SQLite", "" if found["chromium"].address else "not browser", env, rest)]
    if found["postgres"].address:
        done.append(run("PostgreSQL", "not browser", env | {"DATABASE_URL": found["postgres"].address}, rest))
    return done


def table(done: list[Pass]) -> None:
    """The numbers, side by side."""
    print(f"\n{'':<12}{'прошло':>9}{'упало':>9}{'пропущено':>11}{'время':>9}")
    for one in done:
        print(f"{one.name:<12}{one.passed:>9}{one.failed:>9}{one.skipped:>11}{one.seconds:>7.0f} с")
        for reason in sorted(one.reasons):
            print(f"{'':<12}пропущено: {reason}")


def main() -> int:
    """All passes and the table; 0 only if nothing failed and nothing required was absent."""
    rest = [word for word in sys.argv[1:] if word != "--fast"]
    fast, must = "--fast" in sys.argv[1:], required()
    found = {service.name: service for service in ([chromium(), postgres(), redis()])}
    absent = [] if fast else [service for service in found.values() if service.absent]
    for service in absent:
        print(service.why, flush=True)
    REPORTS.mkdir(parents=True, exist_ok=True)
    done = passes(found, fast, rest)
    table(done)
    missed = [service.name for service in absent if service.name in must]
    for service in absent:
        print(service.why)
    for name in missed:
        print(f"REQUIRE={name}: НЕ ВЫПОЛНЕНО")
    passed, failed = sum(one.passed for one in done), sum(one.failed for one in done) + len(missed)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    sys.exit(main())
