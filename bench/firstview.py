"""The first view as a village sees it: Chromium, slow 3G, a processor four times slower: `python -m bench.firstview`."""

import http.client
import re
import signal
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from bench.load import free_port, start
from bench.table import row, title
from scripts.services import chromium

SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
SLOWER, VISITS = 4, 3
PHONE = {"width": 360, "height": 740}
WATCH = """
window.seen = {lcp: 0, cls: 0}
new PerformanceObserver(list => list.getEntries().forEach(one => seen.lcp = one.startTime))
  .observe({type: "largest-contentful-paint", buffered: true})
new PerformanceObserver(list => list.getEntries().forEach(one => one.hadRecentInput || (seen.cls += one.value)))
  .observe({type: "layout-shift", buffered: true})
"""


@dataclass(frozen=True)
class View:
    """What one opening cost: seconds to the largest paint, kilobytes over the wire, requests, shift of the layout."""

    lcp: float
    kilobytes: float
    requests: int
    shift: float


@dataclass(frozen=True)
class Target:
    """A page and what performance.md asks of it."""

    name: str
    path: str
    kilobytes: int
    requests: int
    lcp: float


def targets(port: int) -> Iterator[Target]:
    """Pages of the demo; an address of a practice and of an event are taken from their lists."""
    practice = first(port, "/praktiki/", r'<h3><a href="(/praktiki/[^"]+/)"')
    event = first(port, "/sobytiya/", r'href="(/sobytiya/[a-z][\w-]+/)"')
    standard = "/ob-alyanse/"
    yield Target("главная", "/", 60, 6, 1.3)
    yield Target("список практик", "/praktiki/", 100, 10, 1.4)
    yield Target("практика", practice, 60, 6, 1.4)
    yield Target("обычная страница", standard, 60, 6, 1.4)
    yield Target("поиск", "/poisk/?q=фонд", 60, 5, 1.4)
    yield Target("событие", event, 50, 5, 1.3)


def first(port: int, path: str, pattern: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path)
    return re.search(pattern, line.getresponse().read().decode())[1]


def look(browser: Browser, address: str) -> View:
    """One opening with nothing in the browser's cache; neither the tab's icon nor pictures in the CSS count."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    wire, fetched = context.new_cdp_session(page), {}
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_3G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    wire.on("Network.responseReceived", lambda told: fetched.update({told["requestId"]: [told["response"]["url"], 0]}))
    wire.on("Network.loadingFinished", lambda told: add_weight(fetched, told))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle", timeout=60_000)
    seen = page.evaluate("window.seen")
    weights = [weight for url, weight in fetched.values() if "favicon" not in url and not url.startswith("data:")]
    context.close()
    return View(seen["lcp"] / 1000, sum(weights) / 1024, len(weights), seen["cls"])


def add_weight(fetched: dict, told: dict) -> None:
    if told["requestId"] in fetched:
        fetched[told["requestId"]][1] = told["encodedDataLength"]


def main() -> None:
    """Start the demo, look at every page a few times, tell the middle one."""
    found = chromium()
    if found.absent:
        sys.exit(found.why)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = start(port, folder)
        try:
            browser = play.chromium.launch(executable_path=found.address, args=["--no-sandbox"])
            title(f"Первый взгляд: Chromium, 400 кбит/с, 400 мс, процессор в {SLOWER} раза медленнее")
            for target in targets(port):
                views = [look(browser, f"http://127.0.0.1:{port}{target.path}") for _visit in range(VISITS)]
                tell(target, views)
            browser.close()
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(timeout=60)


def tell(target: Target, views: list[View]) -> None:
    row(f"{target.name}: LCP", statistics.median(view.lcp for view in views), target.lcp, "с")
    row(f"{target.name}: вес", statistics.median(view.kilobytes for view in views), target.kilobytes, "КБ")
    row(f"{target.name}: запросов", statistics.median(view.requests for view in views), target.requests)
    row(f"{target.name}: CLS", max(view.shift for view in views), 0.01)


if __name__ == "__main__":
    main()
