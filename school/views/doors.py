"""Doors of the School's working screens: the role first, then the second factor (spec: platform §6)."""

from people import roles
from people.decorators import staff_only

managers_only = staff_only(roles.METHODOLOGISTS)
desk_only = staff_only(roles.METHODOLOGISTS, roles.COORDINATORS)
mentors_only = staff_only(roles.MENTORS, roles.METHODOLOGISTS)
session_holders_only = staff_only(roles.COORDINATORS, roles.MENTORS, roles.METHODOLOGISTS)
