"""Logging: one line of JSON a record in production, plain words on a desk (spec: platform §10)."""


def logging_config(form: str, level: str) -> dict:
    """Django's LOGGING for the format («text» or «json») and the level."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "core.logs.JsonFormatter"},
            "text": {"()": "core.logs.TextFormatter"},
        },
        "filters": {"only_faults": {"()": "core.logs.OnlyFaults"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # The request line is ours (core.trail): Django's own repeats the path, where a secret may stand.
            "django.request": {"level": "ERROR", "filters": ["only_faults"]},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "django_tasks": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "PIL": {"level": "INFO"},
        },
    }
