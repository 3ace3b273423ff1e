from core.models.calls import PhoneCall
from core.models.cards import Card, SearchMiss, SearchWord, Stamp, Term
from core.models.drafts import Draft, EarlierText, KeptText
from core.models.exports import ExportFile
from core.models.history import Entry
from core.models.imports import ImportBatch
from core.models.letters import Letter
from core.models.media import Picture, PictureRendition, SiteDocument
from core.models.papers import PaperCounter
from core.models.schedule import Marker, Schedule

__all__ = [
    "Card",
    "Draft",
    "EarlierText",
    "Entry",
    "ExportFile",
    "ImportBatch",
    "KeptText",
    "Letter",
    "Marker",
    "PaperCounter",
    "PhoneCall",
    "Picture",
    "PictureRendition",
    "Schedule",
    "SearchMiss",
    "SearchWord",
    "SiteDocument",
    "Stamp",
    "Term",
]
