"""Giving a paper, giving a newer edition of it, revoking it: parts of the app's own act, after its `guard.hold`."""

from django.db import models
from django.db.models import Max
from django.utils import timezone

from core import history
from core.models.papers import AbstractEdition, AbstractPaper
from core.papers.kinds import kind_for
from core.papers.making import make_file
from core.papers.numbers import next_number
from core.states import NotAllowed
from core.tasks import ring

VALID, REVOKED = "valid", "revoked"


def issue(paper: AbstractPaper, edition: AbstractEdition, *, series: int) -> None:
    """Number and save a new paper with its first edition; the file is drawn by the worker after the act.

    Raises IntegrityError where the paper's own constraint allows one valid paper per occasion and there is one.
    """
    paper.number = next_number(series)
    paper.save(force_insert=True)
    edition.paper, edition.n = paper, 1
    _write(edition)


def renew(paper: AbstractPaper, edition: AbstractEdition) -> None:
    """Save a newer edition under the same number; the earlier ones are replaced from now on.

    Raises NotAllowed for a revoked or erased paper.
    """
    paper.refresh_from_db(fields=["revoked_at", "erased_at"])
    if paper.revoked_at or paper.erased_at:
        raise NotAllowed(REVOKED, VALID)
    edition.paper = paper
    edition.n = type(edition)._base_manager.filter(paper=paper).aggregate(last=Max("n"))["last"] + 1
    _write(edition)


def revoke(paper: AbstractPaper, *, reason: str, by: models.Model | None, person: models.Model | None, verb: str) -> None:
    """Take a paper back, once and for good; whoever checks it reads the day. Raises NotAllowed if it was revoked already."""
    now = timezone.now()
    rows = type(paper)._base_manager.filter(pk=paper.pk, revoked_at__isnull=True)
    if not rows.update(revoked_at=now, why=reason):
        raise NotAllowed(REVOKED, REVOKED)
    paper.revoked_at, paper.why = now, reason
    history.record(
        paper,
        verb,
        was={"state": VALID},
        now={"state": REVOKED},
        reason=reason,
        actor=by,
        person=person,
        audience=history.PERSON,
    )


def _write(edition: AbstractEdition) -> None:
    edition.save(force_insert=True)
    ring(make_file, kind_for(edition).name, edition.pk)
