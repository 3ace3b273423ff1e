"""Letters of the School, one file for each subject; importing it registers them all."""

from school.emails import enrolling

__all__ = ["enrolling"]
