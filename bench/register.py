"""Registrations over HTTP: 20 clients at once on two living workers, on both databases: `python -m bench.register`.

Each client has an address and cookies of its own; all forms are opened before the clock starts, as people do.
"""

import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.site import own_database  # isort: skip  (sets the site up)

from django.db import connection

from bench.table import row, title
from events.models import Registration
from scripts.services import postgres
from tests.factories.events import make_event, make_page, make_place, region
from tests.race.live import Visitor, database, server

CLIENTS, PEOPLE, SEATS = 20, 400, 350
LIVING = "bench.living:application"
OPENED_AGO = 3.0  # seconds; a form sent sooner looks like a bot's
TARGETS = {"sqlite": 100, "postgresql": 150}  # registrations a second


@dataclass(frozen=True)
class Sent:
    """One registration: status of the form, of the ticket, seconds of both."""

    form: int
    ticket: int
    seconds: float


def send(visitor: Visitor, hidden: dict[str, str], home: int, path: str) -> Sent:
    """Post the form and open the ticket."""
    told = {"contact": f"olga{visitor.number}@example.org", "surname": "Рябинина", "name": "Ольга", "no_patronymic": "on"}
    began = time.monotonic()
    status, _text, ticket = visitor.post(path, told | {"agree": "on", "may_wait": "1", "region": str(home)} | hidden)
    shown = visitor.get(ticket)[0] if status == 302 else 0
    return Sent(status, shown, time.monotonic() - began)


def cpu_of(pid: int) -> float:
    """CPU seconds of a process and all below it so far."""
    family, spent = {pid}, 0.0
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda one: int(one.parent.name)):
        with suppress(OSError):
            facts = stat.read_text().rpartition(")")[2].split()
            if int(stat.parent.name) == pid or int(facts[1]) in family:
                family.add(int(stat.parent.name))
                spent += (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def granian(port: int) -> int:
    """The process that listens at the port, as it was started by `server`."""
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            told = line.read_bytes().split(b"\0")
            if b"granian" in told and str(port).encode() in told:
                return int(line.parent.name)
    raise LookupError(port)


def main() -> None:
    """One database; both, if DATABASE_URL names none and PostgreSQL answers."""
    with own_database(), database("register") as url:
        event = make_event(SEATS, place=make_place())
        path = f"/events/{make_page(event).slug}/register/"
        home = region("PER").pk
        with server(url, LIVING) as port, ThreadPoolExecutor(CLIENTS) as pool:
            pid = granian(port)
            list(pool.map(lambda number: Visitor(port, PEOPLE + number).open_form(path), range(2 * CLIENTS)))  # warm up
            before = cpu_of(pid)
            visitors = [Visitor(port, number) for number in range(PEOPLE)]
            forms = list(pool.map(lambda visitor: visitor.open_form(path), visitors))
            time.sleep(OPENED_AGO)
            began = time.monotonic()
            sent = list(pool.map(lambda pair: send(*pair, home, path), zip(visitors, forms, strict=True)))
            spent, after = time.monotonic() - began, cpu_of(pid)
        tell(sent, spent, 1000 * (after - before) / PEOPLE)
        tell_places(event.pk)


def tell(sent: list[Sent], spent: float, cpu_ms: float) -> None:
    times, name = sorted(one.seconds for one in sent), connection.vendor
    broken = sum(one.form >= 500 or one.ticket >= 500 for one in sent)
    title(f"Запись на событие, {CLIENTS} сразу, две рабочие программы ({name}; {len(sent)} человек)")
    row("записей в секунду", len(sent) / spent, TARGETS[name], least=True)
    row("отправка формы и билет, медиана", statistics.median(times), unit="с")
    row("отправка формы и билет, p95", times[int(len(times) * 0.95)], 1.5, "с")
    row("ответов 5xx", broken, 0)
    row("не приняты", sum(one.form != 302 or one.ticket != 200 for one in sent) - broken, 0)
    row("CPU сервера на запись (форма, отправка, билет)", cpu_ms, 30, "мс")


def tell_places(event: int) -> None:
    rows = Registration.objects.filter(event=event)
    numbers = list(rows.values_list("ticket_number", flat=True))
    row("занято мест сверх имеющихся", max(0, rows.filter(status="confirmed").count() - SEATS), 0)
    row("номеров билетов дважды", len(numbers) - len(set(numbers)), 0)
    row("потерянных записей", PEOPLE - len(numbers), 0)


def both() -> None:
    """The database of DATABASE_URL; after SQLite the PostgreSQL of this machine too, in a process of its own."""
    main()
    other = postgres()
    if connection.vendor == "sqlite" and other.address:
        subprocess.run([sys.executable, "-m", "bench.register"], env=os.environ | {"DATABASE_URL": other.address}, check=False)
    elif connection.vendor == "sqlite":
        print(other.why)


if __name__ == "__main__":
    both()
