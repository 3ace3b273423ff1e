"""The living site under 20 mixed readers and 10,000 requests; how fast, and how much memory: `python -m bench.load`."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.table import row, title

ROOT = Path(__file__).resolve().parent.parent
CLIENTS, REQUESTS = 20, 10_000
SEARCH = "/poisk/?q=%D1%82%D0%B5%D0%BF%D0%BB%D0%B8%D1%86%D0%B0"
PATHS = (
    "/",
    "/praktiki/",
    "/sobytiya/",
    "/shkola/",
    "/regiony/",
    SEARCH,
    "/accounts/login/",
    "/net-takoy-stranicy/",
)
START_WITHIN = 240.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def start(port: int, folder: str) -> subprocess.Popen:
    """The site as `make run` starts it, on a database of its own."""
    own = {"PORT": str(port), "DEMO": "1", "STAFF_MFA": "0", "LOG_LEVEL": "ERROR"}
    own |= {
        "MEDIA_ROOT": f"{folder}/media",
        "PRIVATE_ROOT": f"{folder}/private",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }
    own |= {"DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    command = [sys.executable, "manage.py", "prepare", "--then", "load_demo --once", "--then", "serve"]
    site = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=subprocess.DEVNULL)
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and site.poll() is None:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/health/live")[0] == 200:
                return site
        except OSError:
            time.sleep(0.3)
    site.terminate()  # nobody else knows of it
    sys.exit("Сайт не поднялся за отведённое время.")


def ask(line: http.client.HTTPConnection, path: str) -> tuple[int, float]:
    """One request on a kept line: status and seconds."""
    began = time.monotonic()
    line.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    answer.read()
    return answer.status, time.monotonic() - began


def reader(number: int, port: int) -> list[tuple[int, float]]:
    """One client's share; every tenth address is one nobody has asked for yet, so that the page cache does not do it all."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    seen = []
    for turn in range(REQUESTS // CLIENTS):
        path = PATHS[(turn + number) % len(PATHS)]
        fresh = f"{'&' if '?' in path else '?'}n={number}-{turn}" if turn % 10 == 0 else ""
        seen.append(ask(line, path + fresh))
    return seen


def own_share(process: Path) -> float:
    """Megabytes of a process, of what it shares with others only its part."""
    try:
        rows = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:")), 0.0)


def memory(pid: int) -> dict[int, float]:
    """Megabytes of each process under this one."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(row.split(":", 1) for row in status.read_text().splitlines())
        except OSError:
            continue
        found[int(status.parent.name)] = (int(facts["PPid"]), own_share(status.parent))
    family = {pid}
    while grown := {child for child, (parent, _mb) in found.items() if parent in family} - family:
        family |= grown
    return {one: found[one][1] for one in family if one in found}


def main() -> None:
    """Start, load, tell, stop."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        site = start(port, folder)
        try:
            began = time.monotonic()
            with ThreadPoolExecutor(CLIENTS) as pool:
                seen = [one for share in pool.map(reader, range(CLIENTS), [port] * CLIENTS) for one in share]
            spent, sizes = time.monotonic() - began, memory(site.pid)
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(timeout=60)
    tell([seconds for _status, seconds in seen], sum(status >= 500 for status, _seconds in seen), spent, sizes)


def tell(times: list[float], broken: int, spent: float, sizes: dict[int, float]) -> None:
    times.sort()
    title(f"Сервер под нагрузкой: {len(times)} разных запросов, {CLIENTS} сразу")
    row("запросов в секунду", len(times) / spent)
    row("медиана", statistics.median(times) * 1000, unit="мс")
    row("p95", times[int(len(times) * 0.95)] * 1000, unit="мс")
    row("ответов 5xx", broken, 0)
    row("память: все процессы вместе", sum(sizes.values()), 512, "МБ")
    row("память: самый большой процесс", max(sizes.values()), 150, "МБ")


if __name__ == "__main__":
    main()
