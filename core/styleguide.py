"""Sample data of the components, shown at /dev/components/. Invented people and places."""


def groups() -> list:
    """Groups of samples."""
    return []


FRAME: dict = {}
