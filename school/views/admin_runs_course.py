"""What an author does with a course beside its pages: looks as a learner, gets a skeleton (spec: school §1, living-people §4)."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.plurals import counted
from school.models import Course, CoursePage, CourseRun, Enrolment
from school.roles import manages_school
from school.services.previewing import StudiesHere, begin_preview, preview_of, run_to_preview, start_again, wipe_preview
from school.services.skeleton import LESSONS, MODULES, NotEmpty, make_skeleton


class OfCourse(WagtailAdminTemplateMixin, TemplateView):
    """A screen of a course in the source language."""

    header_icon = "doc-empty"

    @cached_property
    def course(self) -> CoursePage:
        """The course of the address."""
        return get_object_or_404(CoursePage, pk=self.kwargs["pk"], locale__language_code="ru")

    @property
    def edit_url(self) -> str:
        """The course in the editor of pages."""
        return reverse("wagtailadmin_pages:edit", args=[self.course.pk])

    def get_breadcrumbs_items(self) -> list[dict]:
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": self.edit_url, "label": self.course.title}, here]

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"course": self.course, "edit_url": self.edit_url}


class PreviewCourse(OfCourse):
    """«Посмотреть как слушатель»: begin, go on, begin anew, end. Methodologists and administrators."""

    template_name = "school/admin/run_preview.html"
    page_title = gettext_lazy("Посмотреть как слушатель")
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not manages_school(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def anchor(self) -> Course | None:
        """The course as learning knows it; None while it has had no run."""
        return Course.objects.filter(key=self.course.translation_key).select_related("page").first()

    @cached_property
    def preview(self) -> Enrolment | None:
        """What was begun."""
        return preview_of(self.anchor, self.request.user) if self.anchor else None

    @cached_property
    def run(self) -> CourseRun | None:
        """The run to look at."""
        return run_to_preview(self.anchor) if self.anchor else None

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"run": self.run, "preview": self.preview}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "end" in request.POST:
            if self.preview:
                wipe_preview(self.preview)
            messages.success(request, _("Просмотр закончен, его следов не осталось."))
            return redirect(self.edit_url)
        if "again" in request.POST and self.preview:
            start_again(self.preview)
        elif self.run is None:
            messages.info(request, _("Чтобы посмотреть как слушатель, нужен поток: хватит черновика."))
            return redirect(f"{reverse('run:add')}?course={self.course.pk}")
        else:
            try:
                begin_preview(self.run, by=request.user)
            except StudiesHere:
                messages.warning(request, _("Вы записаны на этот курс как слушатель: на сайте видна ваша настоящая учёба."))
                return redirect(request.path)
        return redirect(self._first_place())

    def _first_place(self) -> str:
        address = self.course.get_url(self.request) if self.course.live else None
        return address or reverse("school:next_of_course", args=[self.course.translation_key])


class CourseSkeleton(OfCourse):
    """«5 модулей × 4 урока»: for whoever may add pages to this course."""

    template_name = "school/admin/run_skeleton.html"
    page_title = gettext_lazy("Готовая основа курса")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated or not self.course.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(**kwargs) | {"modules": MODULES, "lessons": LESSONS}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            made = make_skeleton(self.course, by=request.user)
        except NotEmpty:
            messages.warning(request, _("В курсе уже есть модули: основа им только помешает."))
        else:
            said = counted(made, _("черновик страницы,черновика страниц,черновиков страниц"))
            messages.success(request, _("Основа готова: %s. Переименуйте их и заполните.") % said)
        return redirect("wagtailadmin_explore", self.course.pk)
