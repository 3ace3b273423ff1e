"""The settings of every real run: the base, whose environment decides the rest."""

from cms.settings.base import *  # noqa: F403
