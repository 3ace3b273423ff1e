"""The nightly repair of cards: the clock rings, the worker works (it takes minutes on a large site)."""

from datetime import time, timedelta

from django_tasks import task

from core.search import rebuild
from core.tasks import schedule

AT = time(3, 40)


@task(queue_name="slow")
def repair_cards() -> None:
    """Compare all cards with what their apps say and write what differs."""
    rebuild.repair()


def ring_repair() -> None:
    repair_cards.enqueue()


def register() -> None:
    """Called once from CoreConfig.ready."""
    schedule("cards", timedelta(days=1), ring_repair, at=AT)
