"""Keeps the processes of the site alive: starts them, starts the dead anew with growing pauses, ends all gently.

Run as `python -m core.supervisor <plan in JSON>` by the command `serve`. Imports nothing but Python's own library: a watchman
that loaded the whole site would cost a small server 150 MB.
"""

import ctypes
import json
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

LONGEST_PAUSE = 15.0  # a dead part is back within 30 s whatever happens (spec: reliability §11)
HEALTHY_AFTER = 30.0
PATIENCE = 30.0  # for the last answers and the running task at the end
APART = 4.0
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process to be kept alive."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    falls: int = 0
    started: float = 0.0
    start_at: float = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then ends the parts in order.
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)
        self.started = time.monotonic()

    def watch(self) -> None:
        """Start it if it is due, and plan the next start if it has just died."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.process = None
        if code == 0 or now - self.started > HEALTHY_AFTER:
            self.falls = 0
        if code:
            self.falls += 1
            say(f"{self.name}: процесс упал (код {code}), поднимаю снова", sys.stderr)
        self.start_at = now + pause(self.falls)

    def signal(self, number: int) -> None:
        if self.alive:
            self.process.send_signal(number)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def pause(falls: int) -> float:
    """Seconds before the next start: none after a clean end, then 1, 2, 4 … 15."""
    return 0.0 if falls == 0 else min(LONGEST_PAUSE, 2.0 ** (falls - 1))


def die_with_parent() -> None:
    """Asks Linux to end the child when the supervisor is killed without a chance to do it itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Runs until SIGTERM or SIGINT; a second signal ends at once."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.ending = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.on_signal)
        try:
            while not self.ending.is_set():
                for child in self.children:
                    child.watch()
                self.ending.wait(0.2)
        finally:
            self.end()

    def on_signal(self, number: int, frame: object) -> None:
        if self.ending.is_set():
            for child in self.children:
                child.signal(signal.SIGKILL)
        self.ending.set()

    def end(self) -> None:
        """SIGTERM to all, time for the last answers, then SIGKILL."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while any(child.alive for child in self.children) and time.monotonic() < until:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)


def greet(text: str, address: str, host: str) -> None:
    """Print the text once the web has answered, whatever it answered."""
    for _attempt in range(300):
        request = urllib.request.Request(address, headers={"Host": host})  # noqa: S310  (our own address)
        try:
            urllib.request.urlopen(request, timeout=2).close()  # noqa: S310
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.2)
            continue
        break
    say(text)


def say(text: str, stream: object = None) -> None:
    print(text, file=stream or sys.stdout, flush=True)


def main() -> None:
    """The plan: children (name, command) and, with a web among them, what to say when it answers (text, address, host)."""
    plan = json.loads(sys.argv[1])
    if plan.get("greeting"):
        threading.Thread(target=greet, args=plan["greeting"], daemon=True).start()
    now = time.monotonic()
    # One after another, the web first: two cores that load the site three times at once keep the first reader waiting.
    Supervisor(
        [Child(name, command, start_at=now + place * APART) for place, (name, command) in enumerate(plan["children"])]
    ).run()


if __name__ == "__main__":
    main()
