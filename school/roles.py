"""Who runs the School: asked by models, rules and screens alike (spec: school §4)."""

from people.roles import METHODOLOGISTS
from people.rules import Visitor, has_role, is_administrator


def manages_school(user: Visitor) -> bool:
    """Methodologists and administrators: they build courses, open runs and read every lesson."""
    return has_role(user, METHODOLOGISTS) or is_administrator(user)
