"""Rubrics in the admin: the typed form, the card with versions and where it is used (spec: school §5)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from school.forms.runs_rubric import RubricEditor
from school.models import Rubric, RubricVersion
from school.services.rubrics import (
    archive_rubric,
    assignments_with,
    change_rubric,
    create_rubric,
    criteria_of,
    in_use,
)
from school.views.admin_runs import SchoolView


class RubricScreen(SchoolView):
    """A screen under the list of rubrics."""

    header_icon = "tick-inverse"
    above = (gettext_lazy("Критерии оценки"), "rubric:index")


class OfRubric(RubricScreen):
    """A screen of one rubric."""

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric of the address."""
        return get_object_or_404(Rubric, pk=self.kwargs["pk"])

    @cached_property
    def version(self) -> RubricVersion | None:
        """By what the next work is read."""
        return self.rubric.current

    def get_page_title(self) -> str:
        return self.rubric.title

    def get_context_data(self, **kwargs: Any) -> dict:
        used = self.version is not None and in_use(self.version)
        return super().get_context_data(**kwargs) | {"rubric": self.rubric, "version": self.version, "in_use": used}


class EditorScreen(RubricScreen):
    """The typed form; «Ещё критерии» gives more rows and saves nothing."""

    template_name = "school/admin/run_rubric_form.html"

    def editor(self) -> RubricEditor:
        """The form of this request."""
        raise NotImplementedError

    def save(self, editor: RubricEditor) -> Rubric:
        """Save what was typed."""
        raise NotImplementedError

    @property
    def posted(self) -> Any:
        """What was sent, None when nothing was."""
        return self.request.POST if self.request.method == "POST" else None

    def get_context_data(self, **kwargs: Any) -> dict:
        editor = kwargs.pop("editor", None) or self.editor()
        return super().get_context_data(**kwargs) | {"editor": editor}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        editor = self.editor()
        if editor.wants_more:
            return self.render_to_response(self.get_context_data(editor=editor.with_more_rows()))
        if not editor.is_valid():
            return self._refused(editor)
        try:
            rubric = self.save(editor)
        except IntegrityError:
            editor.problem = _("Пока вы писали, кто-то начал проверять по этим критериям или занял название. Сохраните ещё раз.")
            return self._refused(editor)
        messages.success(request, _("Критерии «%(title)s» сохранены.") % {"title": rubric.title})
        return redirect("rubric:card", rubric.pk)

    def _refused(self, editor: RubricEditor) -> HttpResponse:
        messages.error(self.request, _("Не сохранено: исправьте отмеченное."))
        return self.render_to_response(self.get_context_data(editor=editor), status=422)


class NewRubric(EditorScreen):
    """New criteria."""

    page_title = gettext_lazy("Новые критерии")

    def editor(self) -> RubricEditor:
        return RubricEditor(self.posted)

    def save(self, editor: RubricEditor) -> Rubric:
        return create_rubric(**editor.form.cleaned_data, criteria=editor.facts(), by=self.request.user)


class EditRubric(OfRubric, EditorScreen):
    """Editing: what was reviewed by stays as it was, the next version is made."""

    def editor(self) -> RubricEditor:
        return RubricEditor(self.posted, rubric=self.rubric, criteria=criteria_of(self.version))

    def save(self, editor: RubricEditor) -> Rubric:
        version = change_rubric(self.rubric, **editor.form.cleaned_data, criteria=editor.facts(), by=self.request.user)
        return version.rubric


class RubricCard(OfRubric):
    """Criteria in words and points, where they are used."""

    template_name = "school/admin/run_rubric_card.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Изменить"), url=reverse("rubric:change", args=[self.rubric.pk]), icon_name="edit")]

    def get_context_data(self, **kwargs: Any) -> dict:
        told = {"criteria": criteria_of(self.version), "assignments": assignments_with(self.rubric)}
        return super().get_context_data(**kwargs) | told

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        back = "restore" in request.POST
        if archive_rubric(self.rubric, by=request.user, archived=not back):
            messages.success(request, _("Критерии снова в работе.") if back else _("Критерии убраны в архив."))
        return redirect("rubric:card", self.rubric.pk)
