"""The programme of a run in the admin: table by modules, dates moved, the newer programme brought in (spec: school §5)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from core.plurals import counted
from school.forms.runs import ShiftForm
from school.forms.runs_programme import ItemForm, forms_of
from school.models import RunItem
from school.services.run_programme import TableModule, retire_item, retired_of, save_module, shift_dates, table_of
from school.services.run_updates import DiffMoved, diff_of, update_programme
from school.views.admin_runs import PEOPLE, FormOfRun, OfRun


class OfProgramme(OfRun):
    """A screen under the programme."""

    def crumbs(self) -> list[dict]:
        return [*super().crumbs(), {"url": reverse("run:programme", args=[self.run.code]), "label": _("Программа")}]


class Programme(OfRun):
    """The whole table, read only: each module is changed by itself."""

    template_name = "school/admin/run_programme.html"
    page_title = gettext_lazy("Программа потока")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        at = [self.run.code]
        return [
            HeaderButton(_("Сдвинуть все сроки"), url=reverse("run:shift", args=at), icon_name="date"),
            HeaderButton(_("Обновить программу"), url=reverse("run:update", args=at), icon_name="rotate"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"modules": table_of(self.run), "retired": retired_of(self.run)}


class ProgrammeModule(OfProgramme):
    """Lines of one module."""

    template_name = "school/admin/run_module.html"

    @cached_property
    def modules(self) -> list[TableModule]:
        """The programme."""
        return table_of(self.run)

    @cached_property
    def module(self) -> TableModule:
        """The module of the address."""
        found = next((one for one in self.modules if one.number == self.kwargs["number"]), None)
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return self.module.title

    def lines(self, posted: Any = None) -> list[ItemForm]:
        """Forms of its lines."""
        earlier = [item for one in self.modules if one.number < self.module.number for item in one.items]
        return forms_of(self.run, self.module.items, earlier, posted)

    def get_context_data(self, **kwargs: Any) -> dict:
        lines = kwargs.pop("lines", None) or self.lines()
        return super().get_context_data(**kwargs) | {"lines": lines, "module": self.module}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        lines = self.lines(request.POST)
        # All are asked, so that every mistake is told at once; a list of another version of the programme is not saved.
        fits = [line.is_valid() for line in lines]
        if not all(fits) or request.POST.get("version") != str(self.run.structure_version):
            messages.error(request, _("Модуль не сохранён: исправьте отмеченное или откройте программу заново."))
            return self.render_to_response(self.get_context_data(lines=lines), status=422)
        completed = save_module(self.run, {line.item.pk: line.facts() for line in lines}, by=request.user)
        messages.success(request, _("Модуль «%(title)s» сохранён.") % {"title": self.module.title})
        _tell_completed(request, completed)
        return redirect("run:programme", self.run.code)


class RetireItem(OfProgramme):
    """«Убрать из потока» asks once."""

    template_name = "school/admin/run_form.html"
    page_title = gettext_lazy("Убрать из потока")

    @cached_property
    def item(self) -> RunItem:
        """The line of the address."""
        return get_object_or_404(RunItem, run=self.run, retired_in__isnull=True, pk=self.kwargs["item"])

    def get_context_data(self, **kwargs: Any) -> dict:
        note = _(
            "Занятие «%(title)s» больше не нужно будет проходить. Пройденное остаётся; кто сделал всё остальное, завершит курс."
        ) % {"title": self.item.title}
        return super().get_context_data(**kwargs) | {"note": note, "button": _("Убрать из потока")}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        completed = retire_item(self.run, self.item, by=request.user)
        messages.success(request, _("Занятие «%(title)s» убрано из потока.") % {"title": self.item.title})
        _tell_completed(request, completed)
        return redirect("run:programme", self.run.code)


class ShiftDates(FormOfRun):
    """«Сдвинуть все сроки на N дней»."""

    page_title = gettext_lazy("Сдвинуть все сроки")
    button = gettext_lazy("Сдвинуть")
    note = gettext_lazy("Сдвинутся все даты программы. Сроки в днях от записи и продления, данные людям, останутся.")

    def form(self) -> ShiftForm:
        return ShiftForm(self.posted)

    def act(self, form: ShiftForm) -> HttpResponse:
        said = form.cleaned_data
        moved = shift_dates(self.run, said["days"], by=self.request.user, run_too=said["run_too"])
        lines = counted(moved, _("занятие,занятия,занятий"))
        messages.success(self.request, _("Сроки сдвинуты: %(lines)s.") % {"lines": lines})
        return redirect("run:programme", self.run.code)


class UpdateProgramme(OfProgramme):
    """«Обновить программу»: what differs, whom it touches; what is ticked is brought in."""

    template_name = "school/admin/run_update.html"
    page_title = gettext_lazy("Обновить программу")

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"diff": diff_of(self.run)}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        shown = diff_of(self.run)
        keys = [one.page.translation_key for one in shown.added]
        keys += [one.item.activity_id for one in (*shown.retired, *shown.changed)]
        taken = set(request.POST.getlist("take"))
        try:
            update_programme(
                self.run,
                by=request.user,
                leave=[key for key in keys if str(key) not in taken],
                mark=request.POST.get("mark", "none"),
            )
        except DiffMoved:
            messages.warning(request, _("Курс за это время изменился ещё раз. Вот что отличается теперь."))
            return redirect("run:update", self.run.code)
        messages.success(request, _("Программа потока обновлена."))
        return redirect("run:programme", self.run.code)


def _tell_completed(request: HttpRequest, completed: int) -> None:
    if completed:
        messages.info(request, _("Теперь курс завершили ещё %s.") % counted(completed, PEOPLE))
