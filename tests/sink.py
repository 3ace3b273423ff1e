"""A mail server of the tests on a free port: takes letters, refuses, hangs, cuts the line or loses its answer."""

import asyncio
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """What has arrived, and how the server behaves; `arrived` is set with each letter."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.senders: list[str] = []
        self.refusals: dict[str, str] = {}  # address → answer to RCPT
        self.behaviour = "take"  # take, hang, cut, lose
        self.arrived = threading.Event()
        self.let_go = asyncio.Event()
        self.hang_at = 0  # the letter at whose address the server falls silent, counted from one
        self.hanging = threading.Event()
        self.url = ""

    @property
    def subjects(self) -> list[str]:
        return [str(letter["X-Plain-Subject"] or letter["Subject"]) for letter in self.letters]

    @property
    def ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.letters]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        if self.hang_at == len(self.letters) + 1:
            self.hanging.set()
            await self.let_go.wait()
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.behaviour == "hang":
            self.arrived.set()
            await self.let_go.wait()
        if self.behaviour == "cut":
            server.transport.close()
            return "451 cut"
        self.letters.append(message_from_bytes(envelope.content))
        self.senders.append(envelope.mail_from)
        self.arrived.set()
        if self.behaviour == "lose":
            server.transport.close()
        return "250 OK"


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A running sink; `sink.url` is what EMAIL_URL would be."""
    found = Sink()
    loop = asyncio.new_event_loop()
    # All in the thread: the test's own may have the browser's loop running.
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = loop.create_server(lambda: SMTP(found, loop=loop, hostname="sink"), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(listening, loop).result(5)
    found.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield found
    asyncio.run_coroutine_threadsafe(_stop(server, found), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


async def _stop(server: asyncio.Server, sink: Sink) -> None:
    sink.let_go.set()
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
