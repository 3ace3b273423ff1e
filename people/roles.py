"""Roles: groups with fixed names, made by a migration (spec: platform §6)."""

MENTORS = "Наставники"
EXPERTS = "Эксперты"
COORDINATORS = "Региональные координаторы"
EDITORS = "Редакторы"
METHODOLOGISTS = "Методисты"
ORGANISERS = "Организаторы"
ADMINISTRATORS = "Администраторы"

ALL = [MENTORS, EXPERTS, COORDINATORS, EDITORS, METHODOLOGISTS, ORGANISERS, ADMINISTRATORS]
# Who works in the Wagtail admin at all (spec: reliability §2).
IN_ADMIN = [COORDINATORS, EDITORS, METHODOLOGISTS, ORGANISERS, ADMINISTRATORS]
