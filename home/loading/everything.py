"""The order in which the demo is loaded: each step finds what it needs already there."""

from collections.abc import Callable

from core.models.letters import Letter, LetterState
from home.loading import courses, directory, english, events, learners, pages, people, practices
from home.loading.source import Known

Say = Callable[[str], object]


def load(say: Say = print) -> None:
    """Load the whole demo; every step finds its rows again, so twice doubles nothing."""
    last = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    try:
        _load(say, Known())
    finally:  # a load that breaks off leaves no letters behind either
        _silence(last)


def _load(say: Say, known: Known) -> None:
    say("Тексты согласий…")
    people.load_consent_documents()
    say("Регионы, территории, организации…")
    directory.load(known)
    say("Люди и роли…")
    people.load(known)
    say("Практики…")
    sections = pages.load_sections()
    practices.load(sections.practices, known)
    say("Курсы…")
    courses.load(sections.school, known)
    learners.load_learning(known)
    say("События и стажировки…")
    events.load(sections.events, sections.internships, known)
    say("Страницы…")
    pages.load(sections, known)
    say("Английские страницы…")
    english.load(sections, known)


def _silence(last: int) -> None:
    """Invented people get no letters of what the loader did for them: the newcomer's mailbox starts empty."""
    Letter.objects.filter(pk__gt=last, state=LetterState.QUEUED).update(state=LetterState.CANCELLED, attempts=0)
