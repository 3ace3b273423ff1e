from events.models.event import ZONES, Event, EventQuerySet, EventStaff
from events.models.event_pages import EventIndexPage, EventPage
from events.models.internship_call import InternshipCall
from events.models.internship_pages import InternshipCallPage, InternshipIndexPage
from events.models.option import Quota, RegistrationOption, lines_of
from events.models.place import Place, Speaker
from events.models.programme import Session
from events.models.registration import Offer, Registration, RegistrationQuerySet, new_submit_key

__all__ = [
    "ZONES",
    "Event",
    "EventIndexPage",
    "EventPage",
    "EventQuerySet",
    "EventStaff",
    "InternshipCall",
    "InternshipCallPage",
    "InternshipIndexPage",
    "Offer",
    "Place",
    "Quota",
    "Registration",
    "RegistrationOption",
    "RegistrationQuerySet",
    "Session",
    "Speaker",
    "lines_of",
    "new_submit_key",
]
