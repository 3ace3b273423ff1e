"""Every history row that a test of the School brings about is told in words."""

from collections.abc import Iterator

import pytest
from django.db.models.signals import post_save

from core.models import Entry
from tests.school.telling import untold


@pytest.fixture(autouse=True)
def told_in_words() -> Iterator[None]:
    """Looks at each row written in this process; a verb without words fails the test that wrote it."""
    wordless: set[tuple[str, str]] = set()

    def look(instance: Entry, created: bool, **_kwargs: object) -> None:
        if created and untold(instance):
            wordless.add((instance.kind, instance.verb))

    post_save.connect(look, sender=Entry)
    yield
    post_save.disconnect(look, sender=Entry)
    assert wordless == set()
