"""Keeps the processes of the site alive: starts them, starts the dead anew with growing pauses, ends all gently."""

import ctypes
import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

log = logging.getLogger("core.serve")
LONGEST_PAUSE = 15.0  # a dead part is back within 30 s whatever happens (spec: reliability §11)
HEALTHY_AFTER = 30.0
PATIENCE = 30.0  # for the last answers and the running task at the end
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process to be kept alive."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    process: subprocess.Popen | None = None
    falls: int = 0
    started: float = 0.0
    start_at: float = 0.0

    def start(self) -> None:
        # A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then ends the parts in order.
        self.process = subprocess.Popen(self.command, env=self.env, start_new_session=True, preexec_fn=die_with_parent)
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
            log.error("%s died with code %s, try %s", self.name, code, self.falls)
        self.start_at = now + pause(self.falls)

    def signal(self, number: int) -> None:
        if self.process and self.process.poll() is None:
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


@dataclass
class Clock:
    """Calls one function each minute in a thread of its own; what it raises is logged and forgotten."""

    job: Callable[[], None]
    every: float = 60.0
    stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self.thread = threading.Thread(target=self.run, name="clock", daemon=True)
        self.thread.start()

    def run(self) -> None:
        first = min(5.0, self.every)  # let the web come up first
        while not self.stopped.wait(first):
            first = self.every
            try:
                self.job()
            except Exception:
                log.exception("the minute clock's round failed")

    def stop(self) -> None:
        self.stopped.set()


class Supervisor:
    """Runs until SIGTERM or SIGINT; a second signal ends at once."""

    def __init__(self, children: list[Child], clock: Clock | None = None) -> None:
        self.children, self.clock = children, clock
        self.ending = threading.Event()

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.on_signal)
        if self.clock:
            self.clock.start()
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
        if self.clock:
            self.clock.stop()
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while any(child.alive for child in self.children) and time.monotonic() < until:
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)
