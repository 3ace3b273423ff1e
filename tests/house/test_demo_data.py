"""The demo content: every key resolves, sums agree, the Russian is typeset right (files: home/demo)."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from home.demo.drawing import draw
from home.demo.scenes import SCENES
from people.models.consent import Purpose
from people.models.user import Audience
from regions.identifiers import inn_is_right, ogrn_is_right
from regions.models.organisation import OrganisationKind
from regions.models.territory import TerritoryKind
from regions.states import OrganisationStatus

DEMO = Path(__file__).resolve().parents[2] / "home" / "demo"
REGIONS = {f"RU-{code}" for code in ("NIZ", "KIR", "UD", "PER", "KYA", "ULY", "SAM", "BA", "IRK", "ORE")}
ROLES = {"participant", "mentor", "expert", "coordinator", "editor", "methodologist", "organiser", "administrator"}
THE_NINE = ["anna", "boris", "vera", "galina", "egor", "dmitry", "zhanna", "zoya", "irina"]
RESOURCE_KINDS = {"money", "materials", "premises", "equipment", "specialist", "volunteer_hours"}
RESOURCE_SOURCES = {"own", "grant", "budget", "business", "residents", "foundation", "other"}
# Values under these keys are codes, addresses or another language: not Russian prose.
NOT_PROSE = re.compile(
    r"^(key|slug|code|.*_en|email|site|url|kind|scene|region|regions|stage|licence|source|state|type|locale|zone|role_code"
    r"|format|purpose|duration_unit|status|from_region|file|join_url|value_path|public|lat|lon)$"
)
LATIN_ALLOWED = re.compile(
    r"[\w.+-]+@example\.org|https?://example\.org\S*|\b(PDF|DOCX|XLSX|QR|CC BY(-SA)? \d\.\d|CSV|PNG|JPEG|MP4)\b"
    r"|«(session|csrf|openers|mfa_trusted|messages|vision)»"  # names of cookies, as the browser shows them
)


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))


def folder(name: str) -> list[dict]:
    return [read(path) for path in sorted((DEMO / name).glob("*.toml")) if not path.name.endswith(".en.toml")]


FILES = sorted(DEMO.rglob("*.toml"))
TERMS = read(DEMO / "terms.toml")
TERRITORIES = {row["key"]: row for row in read(DEMO / "territories.toml")["territories"]}
ORGANISATIONS = {row["key"]: row for row in read(DEMO / "organisations.toml")["organisations"]}
PEOPLE = {row["key"]: row for row in read(DEMO / "people.toml")["people"]}
PRACTICES = {row["key"]: row for row in folder("practices")}
THEMES = {row["slug"] for row in TERMS["themes"]}
GROUPS = {row["slug"] for row in TERMS["groups"]}


def strings(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a file with the name of its key."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, key)


def pictures_of(value: object) -> Iterator[dict]:
    """Every picture asked for in a file: a table with a scene."""
    if isinstance(value, dict) and "scene" in value:
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from pictures_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from pictures_of(item)


def is_english(path: Path, data: dict) -> bool:
    return path.name.endswith(".en.toml") or data.get("locale") == "en"


def typesetting_faults(name: str, text: str) -> list[str]:
    """What is wrong with a text: spaces, straight quotes, hyphens for dashes, Latin letters inside words, lone «»."""
    prose = LATIN_ALLOWED.sub("", text)
    checks = {
        "spaces": "  " in text or " \n" in text or text != text.strip("\t "),
        "straight quote": '"' in text,
        "hyphen for dash": re.search(r"\w - \w", text),
        "Latin inside a word": re.search(r"[а-яёА-ЯЁ][A-Za-z]|[A-Za-z][а-яёА-ЯЁ]", prose),
        "«» do not match": text.count("«") != text.count("»"),
    }
    return [f"{name}: {fault}: {text[:60]!r}" for fault, found in checks.items() if found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEMO)))
def test_texts_are_typeset(path: Path):
    """«Ёлочки», a dash between words, no double spaces, no Latin letter inside a Russian word."""
    assert [fault for name, text in strings(read(path)) for fault in typesetting_faults(name, text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(DEMO)))
def test_russian_files_hold_no_latin_words(path: Path):
    data = read(path)
    if is_english(path, data):
        return
    data = {name: value for name, value in data.items() if name != "en" and not name.endswith("_en")}
    prose = [(name, text) for name, text in strings(data) if not NOT_PROSE.match(name) and re.search(r"[А-Яа-яЁё]", text)]
    latin = [(name, text[:80]) for name, text in prose if re.search(r"[A-Za-z]{2,}", LATIN_ALLOWED.sub("", text))]
    assert latin == []


def test_twelve_themes_and_eleven_groups():
    assert (len(TERMS["themes"]), len(THEMES), len(TERMS["groups"]), len(GROUPS)) == (12, 12, 11, 11)


def test_ten_regions_have_a_coordinator_and_a_centre():
    rows = read(DEMO / "regions.toml")["regions"]
    assert {row["code"] for row in rows} == REGIONS
    assert [row["code"] for row in rows if row["code"] not in PEOPLE[row["coordinator"]]["regions"]] == []
    assert [row["code"] for row in rows if ORGANISATIONS[row["centre"]["organisation"]]["region"] != row["code"]] == []


def test_territories_hang_together():
    assert len(TERRITORIES) == len(read(DEMO / "territories.toml")["territories"])
    for row in TERRITORIES.values():
        assert row["region"] in REGIONS
        assert row["kind"] in TerritoryKind.values
        assert ("lat" in row) == ("lon" in row)
        for other in (row.get("parent"), row.get("replaced_by")):
            assert other is None or TERRITORIES[other]["region"] == row["region"]


def test_organisations_have_right_digits_and_places():
    for row in ORGANISATIONS.values():
        assert row["kind"] in OrganisationKind.values
        assert row["status"] in OrganisationStatus.values
        assert row["region"] in REGIONS
        assert "territory" not in row or TERRITORIES[row["territory"]]["region"] == row["region"]
        assert "inn" not in row or inn_is_right(row["inn"]), row["key"]
        assert "ogrn" not in row or ogrn_is_right(row["ogrn"]), row["key"]


def test_people_know_their_places():
    assert [key for key in THE_NINE if key not in PEOPLE] == []
    emails = [row["email"] for row in PEOPLE.values() if "email" in row]
    phones = [row["phone"] for row in PEOPLE.values()]
    assert (len(emails), len(phones)) == (len(set(emails)), len(set(phones)))
    for row in PEOPLE.values():
        assert row["role"] in ROLES
        assert row["audience"] in Audience.values
        assert row["region"] in REGIONS
        assert ORGANISATIONS[row["organisation"]]["region"] == row["region"]
        assert re.fullmatch(r"\+7\d{10}", row["phone"])
        assert bool(row.get("patronymic")) != bool(row.get("no_patronymic"))
        assert ("email" in row) != ("code_card" in row)
        assert (row["role"] == "coordinator") == ("regions" in row)


def test_every_purpose_has_a_consent():
    rows = read(DEMO / "consents.toml")["consents"]
    assert sorted(row["purpose"] for row in rows) == sorted(Purpose.values)
    for row in rows:
        for word in ("Кому я даю согласие", "Зачем", "Какие данные", "Что с ними будут делать", "На какой срок", "Как отозвать"):
            assert f"## {word}" in row["text"], row["purpose"]


def test_fourteen_practices_from_all_regions():
    assert len(PRACTICES) == 14
    assert {row["region"] for row in PRACTICES.values()} == REGIONS
    assert {row["stage"] for row in PRACTICES.values()} == {"pilot", "running", "finished", "stopped"}


@pytest.mark.parametrize("row", PRACTICES.values(), ids=PRACTICES.keys())
def test_practice_points_at_what_exists(row: dict):
    assert TERRITORIES[row["territory"]]["region"] == row["region"]
    assert ORGANISATIONS[row["organisation"]]["region"] == row["region"]
    assert (set(row["themes"]) - THEMES, set(row["groups"]) - GROUPS) == (set(), set())
    assert len(row["summary"]) <= 300
    assert 4 <= len(row["steps"]) <= 7
    assert [one for one in row["related"] if one not in PRACTICES] == []
    assert row["contact"]["person"] in PEOPLE
    for partner in row["partners"]:
        assert ("name" in partner) or partner["organisation"] in ORGANISATIONS
    for again in row.get("replications", []):
        assert again["started_on"] > row["started_on"]
        if again["state"] == "confirmed":
            assert ORGANISATIONS[again["organisation"]] is not None
            assert TERRITORIES[again["territory"]]["region"] == again["region"]
    for question in row.get("questions", []):
        assert question["person"] in PEOPLE


@pytest.mark.parametrize("row", PRACTICES.values(), ids=PRACTICES.keys())
def test_practice_sums_agree(row: dict):
    worth = [Decimal(line["value_rub"]) for line in row["resources"] if "value_rub" in line]
    money = [Decimal(line["value_rub"]) for line in row["resources"] if line["kind"] == "money"]
    assert (sum(money), sum(worth)) == (row["money_rub"], row["total_rub"])
    assert {line["kind"] for line in row["resources"]} <= RESOURCE_KINDS
    assert {line["source"] for line in row["resources"]} <= RESOURCE_SOURCES
    assert row["repetition_weight"] == len([one for one in row.get("replications", []) if one["state"] == "confirmed"])
    assert "ended_on" not in row or row["ended_on"] >= row["started_on"]


def test_every_picture_can_be_drawn_and_has_words():
    pictures = [one for path in FILES for one in pictures_of(read(path))]
    assert len(pictures) > 20
    assert [one for one in pictures if one["scene"] not in SCENES or not one["alt"]] == []


def test_a_picture_is_the_same_each_time():
    assert draw("fields", 7, (120, 80)).tobytes() == draw("fields", 7, (120, 80)).tobytes()
    assert draw("fields", 7, (120, 80)).tobytes() != draw("fields", 8, (120, 80)).tobytes()


EVENTS = read(DEMO / "events.toml")


@pytest.mark.parametrize("row", EVENTS["events"], ids=lambda row: row["key"])
def test_event_points_at_what_exists(row: dict):
    places = {place["key"] for place in EVENTS["places"]}
    speakers = {speaker["key"] for speaker in EVENTS["speakers"]}
    options = {option["key"] for option in row["options"]}
    quotas = {quota["key"] for quota in row["quotas"] if "key" in quota}
    named = row.get("speakers", []) + [one for session in row.get("sessions", []) for one in session.get("speakers", [])]
    assert ("place" in row) == (row["format"] != "online")
    assert row.get("place") is None or row["place"] in places
    assert [one for one in named if one not in speakers] == []
    assert [one for one in [row["contact"], *row["staff"]] if one not in PEOPLE] == []
    assert [code for code in [row.get("host_region", "RU-PER"), *row.get("neighbour_regions", [])] if code not in REGIONS] == []
    assert [quota for quota in row["quotas"] if not set(quota.get("options", [])) <= options] == []
    assert [quota for quota in row["quotas"] if quota["kind"] == "reserve" and quota["within"] not in quotas] == []
    for one in row.get("registrations", []):
        assert (one["person"] in PEOPLE, one["option"] in options) == (True, True)


@pytest.mark.parametrize("row", EVENTS["events"], ids=lambda row: row["key"])
def test_event_places_are_not_oversold(row: dict):
    sizes = {quota["key"]: quota for quota in row["quotas"] if quota["kind"] == "places"}
    for key, quota in sizes.items():
        reserved = sum(one["size"] for one in row["quotas"] if one.get("within") == key)
        taken = [
            one
            for one in row.get("registrations", [])
            if one["status"] == "confirmed" and one["option"] in quota.get("options", [one["option"]])
        ]
        waiting = [one for one in row.get("registrations", []) if one["status"] == "waiting"]
        assert (reserved <= quota["size"], len(taken) <= quota["size"]) == (True, True)
        assert not waiting or len(taken) == quota["size"]


@pytest.mark.parametrize("text", ["в  два", 'слово "слово"', "он - она", "сеlо", "«дом"])
def test_the_check_of_typesetting_can_fail(text: str):
    assert typesetting_faults("title", text) != []
