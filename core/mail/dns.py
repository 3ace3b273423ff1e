"""A small question to the name servers: TXT and MX records by the standard library alone."""

import secrets
import socket
import struct
from pathlib import Path

TIMEOUT = 3.0
TXT, MX, INTERNET = 16, 15, 1
POINTER = 0xC0


class NoAnswer(Exception):
    """The name servers are silent or answer nonsense; it says nothing of the domain."""


def resolvers() -> list[tuple[str, int]]:
    """Name servers of this machine, from /etc/resolv.conf."""
    path = Path("/etc/resolv.conf")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    return [(line.split()[1], 53) for line in lines if line.startswith("nameserver ") and len(line.split()) > 1]


def texts(name: str, servers: list[tuple[str, int]]) -> list[str]:
    """TXT records of a name, pieces joined; an empty list if there are none. Raises NoAnswer."""
    return [_pieces(body) for kind, body in _ask(name, TXT, servers) if kind == TXT]


def has_mail_host(name: str, servers: list[tuple[str, int]]) -> bool:
    """Whether the domain has an MX record, so that answers to our letters arrive. Raises NoAnswer."""
    return any(kind == MX for kind, _body in _ask(name, MX, servers))


def _ask(name: str, kind: int, servers: list[tuple[str, int]]) -> list[tuple[int, bytes]]:
    number = secrets.randbelow(65536)
    question = struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + _encoded(name) + struct.pack(">HH", kind, INTERNET)
    for server in servers:
        try:
            answer = _by_udp(question, server)
            if answer[2] & 0x02:  # cut short: ask again over TCP
                answer = _by_tcp(question, server)
            return _records(answer, number)
        except (OSError, struct.error, IndexError, NoAnswer):
            continue
    raise NoAnswer


def _by_udp(question: bytes, server: tuple[str, int]) -> bytes:
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.settimeout(TIMEOUT)
        line.connect(server)
        line.send(question)
        return line.recv(4096)


def _by_tcp(question: bytes, server: tuple[str, int]) -> bytes:
    with socket.create_connection(server, TIMEOUT) as line, line.makefile("rb") as stream:
        line.sendall(struct.pack(">H", len(question)) + question)
        (size,) = struct.unpack(">H", stream.read(2))
        return stream.read(size)


def _records(answer: bytes, number: int) -> list[tuple[int, bytes]]:
    known, flags, questions, count = struct.unpack(">HHHH", answer[:8])
    if known != number or flags & 0x0F not in {0, 3}:  # 3: there is no such name
        raise NoAnswer
    place = 12
    for _question in range(questions):
        place = _after_name(answer, place) + 4
    found = []
    for _record in range(count):
        place = _after_name(answer, place)
        kind, _class, _ttl, size = struct.unpack(">HHIH", answer[place : place + 10])
        found.append((kind, answer[place + 10 : place + 10 + size]))
        place += 10 + size
    return found


def _after_name(answer: bytes, place: int) -> int:
    while size := answer[place]:
        if size & POINTER == POINTER:
            return place + 2
        place += size + 1
    return place + 1


def _encoded(name: str) -> bytes:
    labels = [label.encode("idna") for label in name.strip(".").split(".")]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\x00"


def _pieces(body: bytes) -> str:
    parts, place = [], 0
    while place < len(body):
        size = body[place]
        parts.append(body[place + 1 : place + 1 + size])
        place += size + 1
    return b"".join(parts).decode("utf-8", "replace")
