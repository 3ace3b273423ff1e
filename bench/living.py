"""The site for a living server of the bench: its settings, set before the site is loaded."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

from cms.wsgi import application

__all__ = ["application"]
