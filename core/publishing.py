"""When Wagtail changes what the public sees, ready pages are forgotten once the change is committed."""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.signals import page_published, page_unpublished, post_page_move

from core.cache import bump

# Every editor's act in the admin, on snippets, settings and pictures too, leaves a log entry: one place hears of all.
SILENT = {"wagtail.lock", "wagtail.unlock", "wagtail.create"}


def forget(sender: object = None, **kwargs: object) -> None:
    """Raise the stamp of the page cache on commit."""
    transaction.on_commit(bump, robust=True)


def forget_after_act(sender: object, instance: ModelLogEntry | PageLogEntry, **kwargs: object) -> None:
    """The same after an editor's act on something that is no page, and after a page was deleted."""
    is_page = isinstance(instance, PageLogEntry)
    if (is_page and instance.action == "wagtail.delete") or (not is_page and instance.action not in SILENT):
        forget()


def listen() -> None:
    """Connect; called from AppConfig.ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget, dispatch_uid="core.publishing")
    for model in (ModelLogEntry, PageLogEntry):
        post_save.connect(forget_after_act, sender=model, dispatch_uid="core.publishing")
