"""Nothing typed is lost: forms that keep themselves field by field, and forms met by a lost sign-in (spec: reliability §11).

`save`, `load`, `drop` are for services and views; `first` leads a visitor to the door and keeps a form that was being sent.
"""

from core.drafts.fields import Loaded, Saved, TooLong, Writer, drop, load, save
from core.drafts.leading import first

__all__ = ["Loaded", "Saved", "TooLong", "Writer", "drop", "first", "load", "save"]
