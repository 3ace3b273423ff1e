"""What «Переслать» offers to copy: at most 400 signs, ready for VK and MAX (spec: living-people §3)."""

from django.conf import settings

from core.plain import one_line

LONGEST = 400


def share_text(title: str, summary: str, pk: int, phone: str = "") -> str:
    """What it is, in short, whom to ring and the short address; the summary gives way first."""
    address = f"{settings.SITE_URL}/s/{pk}/"
    last = "\n".join(filter(None, [phone, address]))
    title = one_line(title, LONGEST - len(last) - 2)
    room = LONGEST - len(title) - len(last) - 2
    said = one_line(summary, room) if summary and room > 20 else ""
    return "\n".join(filter(None, [title, said, last]))
