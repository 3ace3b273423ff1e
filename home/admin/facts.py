"""What a page under preview lacks that its HTML does not show: a region, marks of consent on its pictures."""

from collections.abc import Iterator
from pathlib import PurePath

from django.db.models import ForeignKey
from wagtail.models import Page

from core.models import Picture
from events.models import EventPage

NAME_KEPT = 30  # signs of a file's name that every rendition keeps


def lacks_region(page: Page) -> bool:
    """A page of a kind that belongs to a region, without one; an online event belongs to nobody's."""
    if isinstance(page, EventPage):
        event = page.event
        return event is not None and event.format != "online" and not (event.host_region_id or event.place_id)
    return any(field.name == "region" for field in page._meta.concrete_fields) and page.region_id is None


def unmarked_pictures(page: Page) -> list[str]:
    """Beginnings of file names of the pictures that say nothing of people's consent. One query."""
    pictures = Picture.objects.filter(pk__in=set(pictures_of(page)), people_agreed=False)
    return [PurePath(name).stem[:NAME_KEPT] for name in pictures.order_by("pk").values_list("file", flat=True)]


def pictures_of(page: Page) -> Iterator[object]:
    """Keys of the pictures a page shows, in its fields and in its blocks; None where a field is empty."""
    for field in page._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is Picture:
            yield getattr(page, field.attname)
        elif hasattr(field, "extract_references"):
            yield from (pk for model, pk, *_path in field.extract_references(field.value_from_object(page)) if model is Picture)
