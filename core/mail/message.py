"""The message that leaves: headers, a stable Message-ID, attachments; nothing in a header can start another one."""

import base64
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from core.links import keyed_hash
from core.mail.signature import signature_of
from core.models.letters import Letter, Urgency
from core.plain import many_lines, one_line


def message_id(letter: Letter) -> str:
    """The same on every try, so that a second copy is told for one by the mail systems; nothing of the key can be read in it."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    host = address.rpartition("@")[2] or urlsplit(settings.SITE_URL).hostname
    return f"<{keyed_hash('message-id', letter.key)[:32]}@{host}>"


def build(letter: Letter) -> EmailMultiAlternatives:
    """The letter as a message: text first, html beside it, its headers."""
    reply_to = one_line(letter.reply_to or signature_of(letter).reply_to or settings.EMAIL_REPLY_TO)
    message = EmailMultiAlternatives(
        subject=one_line(letter.subject),
        body=many_lines(letter.text),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[one_line(letter.to)],
        reply_to=[reply_to] if reply_to else None,
        headers=_headers(letter, reply_to),
    )
    if letter.html:
        message.attach_alternative(many_lines(letter.html), "text/html")
    for one in letter.attachments:
        message.attach(one_line(one["name"], 150), base64.b64decode(one["body"]), one["type"])
    return message


def stored(attachments: list[tuple[str, str, bytes]]) -> list[dict]:
    """Attachments as the outbox row keeps them: for calendar files and one-page papers, not for albums."""
    return [{"name": name, "type": kind, "body": base64.b64encode(body).decode("ascii")} for name, kind, body in attachments]


def _headers(letter: Letter, reply_to: str) -> dict[str, str]:
    headers = {
        "Message-ID": letter.message_id or message_id(letter),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": letter.language,
    }
    if letter.urgency == Urgency.MASS:
        headers |= _leaving(letter, reply_to) | {"Precedence": "bulk"}
    return headers


def _leaving(letter: Letter, reply_to: str) -> dict[str, str]:
    """How a reader leaves a mailing: the signed address of the letter (`data["stop_url"]`), else a letter to us."""
    stop_url = one_line(letter.data.get("stop_url", ""), 1000)
    if stop_url.startswith(settings.SITE_URL):
        return {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    address = reply_to or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return {"List-Unsubscribe": f"<mailto:{parseaddr(address)[1]}?subject=stop>"}
