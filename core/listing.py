"""Columns of the lists in the admin."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


class YesNo(Column):
    """A tick in words: `YesNo("archived", label=_("В архиве"))`; Wagtail itself writes True and False."""

    def __init__(self, name: str, *, label: str | Promise) -> None:
        super().__init__(name, label=label, sort_key=name)

    def get_value(self, instance: Model) -> str | Promise:
        return _("да") if super().get_value(instance) else _("нет")
