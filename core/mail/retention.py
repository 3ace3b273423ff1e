"""Letter bodies are kept 30 days, then only the fact of the letter stays (spec: reliability §10)."""

from datetime import timedelta

from django.utils import timezone

from core.mail.claiming import EMPTIED
from core.models.letters import Letter, LetterState

BODIES_KEPT = timedelta(days=30)
ENDED = [LetterState.SENT, LetterState.FAILED, LetterState.CANCELLED, LetterState.EXPIRED]


def empty_bodies() -> int:
    """Empty texts, attachments and data of ended letters older than 30 days; returns how many."""
    old = Letter.objects.filter(state__in=ENDED, created_at__lt=timezone.now() - BODIES_KEPT)
    return old.exclude(text="", html="", attachments=[]).update(**EMPTIED)
