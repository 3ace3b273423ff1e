"""Lists with facets: OR inside a dimension, AND between; list, counts and hints of one answer come from one copy of the data."""

from core.facets.bits import KIND, NEAR, SORTS, Chosen, Copy, Row, Slice
from core.facets.copies import Editions, copies, versions
from core.facets.listing import Answer, Listing

__all__ = ["KIND", "NEAR", "SORTS", "Answer", "Chosen", "Copy", "Editions", "Listing", "Row", "Slice", "copies", "versions"]
