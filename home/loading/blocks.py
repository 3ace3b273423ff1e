"""Bodies of the demo's data files as values of the catalogue's blocks."""

from html import escape
from typing import Any

from wagtail.rich_text import RichText

from home.loading.source import Known

Value = tuple[str, Any]


def stream(rows: list[dict[str, Any]], known: Known) -> list[Value]:
    """A body as a list of (block, value); files whose document was not made are left out."""
    values = [_block(row, known) for row in rows]
    return [value for value in values if value is not None]


def _block(row: dict[str, Any], known: Known) -> Value | None:
    kind = row["type"]
    if kind in SIMPLE:
        return kind, SIMPLE[kind](row)
    if kind == "files":
        return _files(row, known)
    if kind == "buttons":
        return "buttons", {"items": [_button(item, known) for item in row["items"]]}
    if kind == "self_check":
        return "self_check", _self_check(row)
    return None


def paragraphs(text: str) -> RichText:
    """Plain text with empty lines as paragraphs of rich text."""
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return RichText("".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part))


def _files(row: dict[str, Any], known: Known) -> Value | None:
    found = [(known.documents.get(one.get("material", "")), one["title"]) for one in row["files"]]
    files = [{"document": document, "title": title} for document, title in found if document]
    return ("files", {"heading": "Файлы", "files": files}) if files else None


def _button(item: dict[str, Any], known: Known) -> dict[str, Any]:
    page = known.pages.get(item["link"])
    return {"text": item["text"], "page": page, "address": "" if page else item["link"] if item["link"].startswith("/") else "/"}


def _self_check(row: dict[str, Any]) -> dict[str, Any]:
    options = {
        "short": lambda: [{"text": text, "right": True, "remark": ""} for text in row["accepted"]],
        "true_false": lambda: [{"text": "Утверждение верно", "right": row["answer"], "remark": ""}],
    }.get(row["kind"], lambda: [{"remark": "", **option} for option in row["options"]])()
    return {
        "kind": row["kind"],
        "question": row["question"],
        "explanation": row.get("explanation", ""),
        "options": options,
    }


SIMPLE = {
    "paragraph": lambda row: paragraphs(row["text"]),
    "heading": lambda row: row["text"],
    "list": lambda row: {"ordered": row.get("ordered", False), "items": row["items"]},
    "callout": lambda row: {"tone": row["tone"], "title": row.get("title", ""), "text": row["text"].strip()},
    "quote": lambda row: {"text": row["text"].strip(), "author": row.get("author", "")},
    "table": lambda row: {"caption": row.get("caption", ""), "head": row["head"], "rows": row["rows"]},
    "accordion": lambda row: {"items": row["items"]},
    "video": lambda row: {name: row.get(name) for name in ("title", "url", "minutes", "megabytes", "transcript")},
}
