"""«Школа» in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.viewsets.bank import BankViewSet, CategoryViewSet, QuestionViewSet


class SchoolGroup(ModelViewSetGroup):
    """Menu «Школа»: what courses are made of and has no page."""

    menu_label = _("Школа")
    menu_icon = "form"
    menu_order = 250
    items = (QuestionViewSet, BankViewSet, CategoryViewSet)
