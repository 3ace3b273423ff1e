"""Choosing a question for a quiz: by search and category, not from a list of all (spec: school §2)."""

import re

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from school.models import Question, QuestionCategory
from school.rules import can_choose_questions
from school.states import QuestionKind


class FindForm(BaseFilterForm):
    """Words, a category, a kind."""

    q = forms.CharField(label=_("Что искать"), required=False)
    category = forms.ModelChoiceField(
        QuestionCategory.objects.select_related("bank"), label=_("Категория"), required=False, empty_label=_("любая")
    )
    kind = forms.ChoiceField(label=_("Вид"), required=False, choices=[("", _("любой")), *QuestionKind.choices])

    def filter(self, objects: models.QuerySet) -> models.QuerySet:
        """Case and ё do not matter, also on SQLite."""
        said = self.cleaned_data
        for word in said["q"].split()[:8]:
            like = re.sub("[её]", "[её]", re.escape(word.lower()))
            objects = objects.filter(models.Q(title__iregex=like) | models.Q(versions__text__iregex=like)).distinct()
            self.is_searching, self.search_query = True, said["q"]
        if said["category"]:
            objects = objects.filter(category=said["category"])
        return objects.filter(kind=said["kind"]) if said["kind"] else objects


class ForQuizMakers:
    """Nobody else reads the names of questions."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not can_choose_questions(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Listed(ForQuizMakers):
    """Questions in use, with what tells them apart."""

    filter_form_class = FindForm
    ordering = ["title", "pk"]

    def get_object_list(self) -> models.QuerySet:
        """Archived ones are not offered."""
        return Question.objects.in_use().select_related("category__bank")

    @property
    def columns(self) -> list[Column]:
        kind = Column("kind", label=_("Вид"), accessor="get_kind_display")
        return [*super().columns, kind, Column("category", label=_("Категория"))]


class Choose(Listed, chooser.ChooseView):
    """The window."""


class ChooseResults(Listed, chooser.ChooseResultsView):
    """What was found."""


class Chosen(ForQuizMakers, chooser.ChosenView):
    """The chosen one."""


class ChosenMultiple(ForQuizMakers, chooser.ChosenMultipleView):
    """Several at once."""


class QuestionChooserViewSet(ChooserViewSet):
    model = Question
    name = "question_chooser"
    url_prefix = "school/choose-question"
    icon = "help"
    choose_one_text = _("Выбрать вопрос")
    choose_another_text = _("Выбрать другой")
    edit_item_text = _("Открыть вопрос")
    per_page = 15
    choose_view_class = Choose
    choose_results_view_class = ChooseResults
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple

    def get_urlpatterns(self) -> list[URLPattern]:
        """Nothing is made here: a question is made in the bank."""
        return [one for one in super().get_urlpatterns() if one.name != "create"]
