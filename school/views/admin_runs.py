"""Runs in the admin: made of a course, shown, changed, opened, copied, cancelled, archived (spec: school §5)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from core.plurals import counted
from core.states import NotAllowed
from school.calculators.run_phase import Seen, phase_of
from school.forms.runs import CancelForm, CopyForm, RunForm
from school.models import CourseRun, Enrolment
from school.roles import manages_school
from school.services.run_groups import groups_of_run
from school.services.run_moves import archive_run, cancel_run, copy_run, people_of
from school.services.run_updates import complete_those_who_are, diff_of
from school.services.runs import NoDate, NothingToLearn, change_run, create_run, open_run
from school.states import RunStatus

PEOPLE = gettext_lazy("человек,человека,человек")


class SchoolView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of «Школа»: for methodologists and administrators only."""

    header_icon = "calendar-alt"
    above = (gettext_lazy("Потоки"), "run:index")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not manages_school(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        label, name = self.above
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": reverse(name), "label": label}, *self.crumbs(), here]

    def crumbs(self) -> list[dict]:
        """What stands between the list and this screen."""
        return []


class OfRun(SchoolView):
    """A screen of one run."""

    @cached_property
    def run(self) -> CourseRun:
        """The run of the address, with its numbers."""
        return get_object_or_404(CourseRun.objects.with_numbers().select_related("course__page"), code=self.kwargs["code"])

    @property
    def card(self) -> str:
        """The address of the run's card."""
        return reverse("run:card", args=[self.run.code])

    def crumbs(self) -> list[dict]:
        return [{"url": self.card, "label": self.run.title}]

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"run": self.run, "course": self.run.course.page, "card": self.card}


class FormOfRun(OfRun):
    """One form: what it says, what is pressed, what is done with it."""

    template_name = "school/admin/run_form.html"
    button = gettext_lazy("Сохранить")
    note = ""

    def form(self) -> Form:
        """The form of this request."""
        raise NotImplementedError

    def act(self, form: Form) -> HttpResponse:
        """Do what was asked."""
        raise NotImplementedError

    @property
    def posted(self) -> Any:
        """What was sent, None when nothing was."""
        return self.request.POST if self.request.method == "POST" else None

    def get_context_data(self, **kwargs: Any) -> dict:
        form = kwargs.pop("form", None) or self.form()
        return super().get_context_data(**kwargs) | {"form": form, "button": self.button, "note": self.note}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        form = self.form()
        if not form.is_valid():
            return self.refused(form)
        return self.act(form)

    def refused(self, form: Form) -> HttpResponse:
        """The filled form with its mistakes."""
        messages.error(self.request, _("Не сохранено: исправьте отмеченное."))
        return self.render_to_response(self.get_context_data(form=form), status=422)


class NewRun(FormOfRun):
    """«Новый поток»: of which course, when, for how many."""

    page_title = gettext_lazy("Новый поток")
    button = gettext_lazy("Создать черновик")
    note = gettext_lazy("Поток сначала будет черновиком: программу, сроки и группы можно проверить до того, как его увидят люди.")

    def crumbs(self) -> list[dict]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict:
        form = kwargs.pop("form", None) or self.form()
        shown = super(OfRun, self).get_context_data(**kwargs)
        return shown | {"form": form, "button": self.button, "note": self.note, "card": reverse("run:index")}

    def form(self) -> RunForm:
        course = self.request.GET.get("course", "")
        return RunForm(self.posted, initial={"course": course} if course.isascii() and course.isdigit() else {})

    def act(self, form: RunForm) -> HttpResponse:
        page = form.cleaned_data["course"]
        try:
            run = create_run(page, code=form.code_for(page), by=self.request.user, **form.facts())
        except NothingToLearn:
            form.add_error("course", _("В этом курсе нет опубликованных занятий. Сначала опубликуйте хотя бы один урок."))
            return self.refused(form)
        except IntegrityError:
            form.add_error("code", _("Такой код уже есть у другого потока."))
            return self.refused(form)
        messages.success(self.request, _("Черновик потока создан. Проверьте программу и группы, потом откройте запись."))
        return redirect("run:card", run.code)


class EditRun(FormOfRun):
    """Facts of a run."""

    page_title = gettext_lazy("Даты, места, запись")

    def form(self) -> RunForm:
        return RunForm(self.posted, run=self.run)

    def act(self, form: RunForm) -> HttpResponse:
        given = change_run(self.run, form.facts(), by=self.request.user)
        messages.success(self.request, _("Поток сохранён."))
        if given:
            messages.info(self.request, _("Из листа ожидания место получили: %s.") % counted(given, PEOPLE))
        return redirect(self.card)


class RunCard(OfRun):
    """What the run is, how many are in it, what can be done with it."""

    template_name = "school/admin/run_card.html"

    def get_page_title(self) -> str:
        return self.run.title

    def crumbs(self) -> list[dict]:
        return []

    @property
    def header_buttons(self) -> list[HeaderButton]:
        at = [self.run.code]
        return [
            HeaderButton(_("Изменить"), url=reverse("run:change", args=at), icon_name="edit", priority=10),
            HeaderButton(_("Программа"), url=reverse("run:programme", args=at), icon_name="list-ul", priority=20),
            HeaderButton(_("Группы"), url=reverse("run:groups", args=at), icon_name="group", priority=30),
        ]

    def get_context_data(self, **kwargs: Any) -> dict:
        seen = Seen(self.run, phase_of(self.run, timezone.now()))
        told = {
            "seen": seen,
            "diff": diff_of(self.run) if self.run.status in {RunStatus.DRAFT, RunStatus.OPEN} else None,
            "groups": groups_of_run(self.run),
            "items": self.run.items.filter(retired_in__isnull=True).count(),
            "completed": Enrolment.objects.real().filter(run=self.run, completed_at__isnull=False).count(),
        }
        return super().get_context_data(**kwargs) | told

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            self._act(request)
        except NoDate:
            messages.error(request, _("Сначала укажите начало потока: люди должны знать, когда он."))
            return redirect("run:change", self.run.code)
        except NotAllowed:
            messages.warning(request, _("Состояние потока уже изменилось."))
        return redirect(self.card)

    def _act(self, request: HttpRequest) -> None:
        if "open" in request.POST:
            open_run(self.run, by=request.user)
            messages.success(request, _("Поток открыт: его видно на странице курса."))
        elif "archive" in request.POST:
            archive_run(self.run, by=request.user)
            messages.success(request, _("Поток в архиве. Слушатели по-прежнему читают уроки, записаться нельзя."))
        elif "recount" in request.POST:
            count = complete_those_who_are(self.run)
            said = _("Пересчитали: курс завершили %s.") % counted(count, PEOPLE) if count else _("Пересчитали: нового нет.")
            messages.success(request, said)


class CopyRun(FormOfRun):
    """The next run like this one."""

    page_title = gettext_lazy("Скопировать поток")
    button = gettext_lazy("Скопировать")
    note = gettext_lazy("Перейдут программа, правила, сроки и группы. Люди и наставники не копируются.")

    def form(self) -> CopyForm:
        return CopyForm(self.posted, run=self.run)

    def act(self, form: CopyForm) -> HttpResponse:
        try:
            fresh = copy_run(self.run, by=self.request.user, **form.facts())
        except IntegrityError:
            form.add_error("code", _("Такой код уже есть у другого потока."))
            return self.refused(form)
        messages.success(self.request, _("Поток скопирован. Проверьте даты и откройте запись."))
        return redirect("run:card", fresh.code)


class CancelRun(FormOfRun):
    """Cancelling says first how many people it concerns."""

    page_title = gettext_lazy("Отменить поток")
    button = gettext_lazy("Отменить поток и отправить письма")

    @property
    def note(self) -> str:
        people = people_of(self.run).count()
        if not people:
            return _("В этом потоке никто не учится и не ждёт: письма никому не уйдут.")
        return _(
            "Запись закроется, письмо получат: %s. Кто уже завершил курс, остаётся при своём. Вернуть поток нельзя."
        ) % counted(people, PEOPLE)

    def form(self) -> CancelForm:
        return CancelForm(self.posted)

    def act(self, form: CancelForm) -> HttpResponse:
        try:
            told = cancel_run(self.run, by=self.request.user, reason=form.cleaned_data["reason"])
        except NotAllowed:
            messages.warning(self.request, _("Состояние потока уже изменилось."))
        else:
            messages.success(self.request, _("Поток отменён. Писем: %s.") % told)
        return redirect(self.card)
