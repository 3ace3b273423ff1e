"""Every requirement of ASVS 5.0 at levels 1 and 2 has an answer in docs/security.md (spec: reliability §13)."""

import re
from pathlib import Path

from django.conf import settings

ANSWERS = Path(settings.BASE_DIR) / "docs" / "security.md"
ASKED = (Path(__file__).parent / "asvs.txt").read_text(encoding="ascii").split()
ROW = re.compile(r"^\| ([\d.]+)(?:–([\d.]+))? \| (\S+) \| (.*) \|$", re.MULTILINE)


def answered() -> dict[str, tuple[str, str]]:
    found = {}
    for first, last, answer, why in ROW.findall(ANSWERS.read_text(encoding="utf-8")):
        section, start = first.rsplit(".", 1)
        for number in range(int(start), int((last or first).rsplit(".", 1)[1]) + 1):
            found[f"{section}.{number}"] = (answer, why)
    return found


def test_every_requirement_is_answered() -> None:
    assert sorted(answered()) == sorted(ASKED)


def test_answers_are_plain_and_say_why() -> None:
    assert [number for number, (answer, why) in answered().items() if answer not in {"да", "нет", "—"} or len(why) < 3] == []
