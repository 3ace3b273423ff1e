"""EMAIL_BACKEND: whatever Wagtail or allauth sends at once lands in the outbox instead."""

import secrets
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.models.letters import Letter


class OutboxBackend(BaseEmailBackend):
    """Writes each ready message as an outbox row, so that no letter leaves inside a transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each message for each recipient; returns how many messages were taken."""
        for message in email_messages:
            html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
            for address in message.recipients():
                Letter.objects.create(
                    kind="ready",
                    key=f"ready:{secrets.token_urlsafe(12)}",
                    to=address,
                    subject=message.subject.replace("\n", " ").replace("\r", " ")[:250],
                    text=message.body,
                    html=html,
                )
        return len(email_messages)
