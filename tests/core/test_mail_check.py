"""`make mail-check` says what is wrong with the sender's domain and what to do (spec: living-people §2)."""

import io
import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from core.mail.dns import NoAnswer, texts
from core.mail.reputation import dkim, dmarc, spf
from tests.sink import Sink

GOOD = {
    "fms.example": ["v=spf1 include:_spf.hoster.example ~all", "other=1"],
    "mail._domainkey.fms.example": ["v=DKIM1; k=rsa; p=" + "A" * 300],
    "_dmarc.fms.example": ["v=DMARC1; p=quarantine; rua=mailto:pochta@fms.example"],
}


class Zone(socketserver.ThreadingUDPServer):
    """A name server that knows the records of a test."""

    daemon_threads = True
    records: dict[str, list[str]]
    mail_hosts: set[str]

    @property
    def servers(self) -> list[tuple[str, int]]:
        return [self.server_address]


class Answer(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        question, line = self.request
        labels, place = [], 12
        while size := question[place]:
            labels.append(question[place + 1 : place + 1 + size].decode())
            place += size + 1
        name, kind = ".".join(labels), struct.unpack(">H", question[place + 1 : place + 3])[0]
        bodies = [_pieces(text) for text in self.server.records.get(name, [])] if kind == 16 else []
        if kind == 15 and name in self.server.mail_hosts:
            bodies = [b"\x00\x0a\x00"]
        head = question[:2] + struct.pack(">HHHHH", 0x8180, 1, len(bodies), 0, 0)
        records = [b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(body)) + body for body in bodies]
        line.sendto(head + question[12 : place + 5] + b"".join(records), self.client_address)


def _pieces(text: str) -> bytes:
    parts = [text.encode()[start : start + 255] for start in range(0, len(text.encode()), 255)]
    return b"".join(bytes([len(part)]) + part for part in parts)


@pytest.fixture
def zone() -> Iterator[Zone]:
    with Zone(("127.0.0.1", 0), Answer) as server:
        server.records, server.mail_hosts = dict(GOOD), {"fms.example"}
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


def test_long_records_are_joined_and_missing_ones_are_none(zone: Zone) -> None:
    assert texts("mail._domainkey.fms.example", zone.servers) == GOOD["mail._domainkey.fms.example"]
    assert texts("nobody.example", zone.servers) == []


def test_silent_name_servers_are_no_missing_record() -> None:
    with pytest.raises(NoAnswer):
        texts("fms.example", [("127.0.0.1", 1)])


@pytest.mark.parametrize(
    ("records", "well"),
    [
        (["v=spf1 include:x -all"], True),
        (["v=spf1 redirect=_spf.yandex.net"], True),
        ([], False),
        (["v=spf1 a ~all", "v=spf1 mx ~all"], False),
        (["v=spf1 +all"], False),
        (["v=spf1 a all"], False),
        (["v=spf1 a mx"], False),
    ],
)
def test_spf(zone: Zone, records: list[str], well: bool) -> None:
    zone.records["fms.example"] = records
    finding = spf("fms.example", zone.servers)
    assert (finding.well, bool(finding.todo)) == (well, not well)


@pytest.mark.parametrize(
    ("record", "well"), [("v=DMARC1; p=reject", True), ("v=DMARC1;p=none", True), ("v=DMARC1; sp=none", False)]
)
def test_dmarc(zone: Zone, record: str, well: bool) -> None:
    zone.records["_dmarc.fms.example"] = [record]
    assert dmarc("fms.example", zone.servers).well is well


def test_dkim_of_a_name_of_ones_own_and_a_revoked_key(zone: Zone) -> None:
    zone.records = {"fms2026._domainkey.fms.example": ["k=rsa; p=AAAA"], "mail._domainkey.fms.example": ["v=DKIM1; p="]}
    assert dkim("fms.example", zone.servers, ["fms2026"]).well is True
    assert dkim("fms.example", zone.servers).said == "ключ «mail» отозван: он пустой."
    zone.records = {}
    assert dkim("fms.example", zone.servers).said == "ключа под обычными именами нет."


def check(zone: Zone, *args: str) -> str:
    out = io.StringIO()
    host, port = zone.server_address
    call_command("mail_check", *args, resolver=f"{host}:{port}", stdout=out)
    return out.getvalue()


def test_a_whole_domain_and_a_delivery(zone: Zone, sink: Sink, settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_URL = "Сеть <pochta@fms.example>", sink.url
    said = check(zone, "anna@example.org")
    assert [line.split(" · ")[0] for line in said.splitlines() if " · " in line] == ["Хорошо"] * 6
    assert said.endswith("Почта настроена.\n")
    assert (len(sink.letters), sink.senders) == (1, ["pochta@fms.example"])


def test_what_is_missing_ends_with_an_error(zone: Zone, sink: Sink, settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_URL = "pochta@fms.example", sink.url
    sink.refusals["anna@example.org"] = "550 5.1.1 no such user"
    zone.records.pop("_dmarc.fms.example")
    with pytest.raises(CommandError) as refused:
        check(zone, "anna@example.org")
    assert str(refused.value) == "Почта настроена не до конца, смотрите строки со словом «Нужно»."
