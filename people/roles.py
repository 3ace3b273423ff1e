"""Roles: groups with fixed names, made by a migration (spec: platform §6)."""

from django.utils.translation import gettext_lazy as _

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

NEEDS_REGION = _("Координатору нужен хотя бы один регион.")
UNKNOWN_ROLE = _("Такой роли нет.")
NOT_BY_YOU = _("Роли даёт и снимает администратор, и только не себе.")


def region_group_name(region: object) -> str:
    """Name of the Wagtail group of a region's coordinators."""
    return f"Координаторы: {region}"
