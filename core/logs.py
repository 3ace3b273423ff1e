"""What a log line looks like, and what never stands in it: names, addresses, query strings, secret paths (spec: platform §10)."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")
FACTS = ("route", "method", "status", "ms", "queries", "entrance", "user")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
PHONE = re.compile(r"(?<!\d)(\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)")
QUERY = re.compile(r"(/[\w./%-]*)\?\S+")
SECRET = re.compile(r"/[\w-]{20,}(?=/|\b)")
VALUES = re.compile(r"(Key \([^)]*\)=)\(.*?\)(?= |$)")


class OnlyFaults(logging.Filter):
    """Of Django's own lines about requests only those with a traceback: each answer has a line of ours already."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


def scrub(text: str) -> str:
    """The text without e-mail addresses, phone numbers, query strings, tokens in paths and values of rows."""
    text = VALUES.sub(r"\1(…)", text)
    text = EMAIL.sub("…@…", text)
    text = PHONE.sub("+7…", text)
    text = QUERY.sub(r"\1?…", text)
    return SECRET.sub("/…", text)


def in_words(record: logging.LogRecord) -> str:
    """Message and traceback of the record, scrubbed."""
    text = record.getMessage()
    if record.exc_info:
        text += "\n" + logging.Formatter().formatException(record.exc_info)
    return scrub(text)


class JsonFormatter(logging.Formatter):
    """One line of JSON a record."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "id": request_id.get(),
        }
        facts = {name: record.__dict__[name] for name in FACTS if name in record.__dict__}
        line |= facts or {"message": in_words(record)}
        return json.dumps({name: value for name, value in line.items() if value not in ("", None)}, ensure_ascii=False)


class TextFormatter(logging.Formatter):
    """Plain words for a desk."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        return f"{time} {record.levelname} {record.name} {request_id.get()} {in_words(record)}".replace("  ", " ")
