"""«Школа» in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from school.viewsets.bank import BankViewSet, CategoryViewSet, QuestionViewSet
from school.viewsets.rubrics import RubricViewSet
from school.viewsets.runs import RunViewSet


class SchoolGroup(ModelViewSetGroup):
    """Menu «Школа»: what courses are made of and has no page."""

    menu_label = _("Школа")
    menu_icon = "form"
    menu_order = 250
    items = (RunViewSet, QuestionViewSet, BankViewSet, CategoryViewSet, RubricViewSet)
