"""Banks, categories and questions in the admin: lists with search and filters; methodologists and administrators only."""

import re

import django_filters
from django.db import models
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from core.listing import YesNo
from school.models import Question, QuestionBank, QuestionCategory, QuestionTag, QuestionVersion
from school.roles import manages_school
from school.states import QuestionKind
from school.views import admin_bank, admin_bank_import


class SchoolPolicy(ModelPermissionPolicy):
    """Methodologists and administrators; nothing of the bank is ever deleted."""

    may = frozenset({"add", "change", "view"})

    def user_has_permission(self, user: models.Model, action: str) -> bool:
        return action in self.may and manages_school(user)

    def user_has_any_permission(self, user: models.Model, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class BankModelViewSet(ModelViewSet):
    """What the lists of the bank share."""

    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None


class CardedViewSet(BankModelViewSet):
    """Rows with a card of ours in place of Wagtail's form: whatever links to a row leads to its card."""

    card_key = "pk"  # what stands in the card's address

    @cached_property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        """Choosers, reports and history ask it for the row's address."""
        name, key = self.get_url_name("card"), self.card_key
        found = {"construct_edit_url": lambda _self, row: reverse(name, args=[getattr(row, key)])}
        return type("CardFinder", (ModelAdminURLFinder,), found)


class BankList(generic.IndexView):
    """Banks with what can be done to each."""

    def get_list_more_buttons(self, instance: QuestionBank) -> list:
        at = [instance.pk]
        return [
            *super().get_list_more_buttons(instance),
            Button(_("Вопросы"), url=f"{reverse('question:index')}?bank={instance.pk}", icon_name="help", priority=20),
            Button(_("Загрузить вопросы"), url=reverse("question_bank:load", args=at), icon_name="upload", priority=30),
            Button(_("Выгрузить GIFT"), url=reverse("question_bank:out", args=at), icon_name="download", priority=40),
        ]


class BankViewSet(BankModelViewSet):
    model = QuestionBank
    name = "question_bank"
    url_prefix = "school/banks"
    icon = "folder-open-inverse"
    menu_label = _("Банки вопросов")
    list_display = ["title", YesNo("archived", label=_("В архиве"))]
    list_filter = ["archived"]
    index_view_class = BankList
    panels = [FieldPanel("title"), FieldPanel("note"), FieldPanel("archived")]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/load/", admin_bank_import.LoadQuestions.as_view(), name="load"),
            path("<int:pk>/load/<int:batch>/", admin_bank_import.LoadedQuestions.as_view(), name="batch"),
            path("<int:pk>/out/", admin_bank_import.QuestionsOut.as_view(), name="out"),
        ]


class CategoryViewSet(BankModelViewSet):
    model = QuestionCategory
    name = "question_category"
    url_prefix = "school/categories"
    icon = "list-ul"
    menu_label = _("Категории вопросов")
    list_display = ["path", "bank"]
    list_filter = ["bank"]
    search_fields = ["path"]
    panels = [FieldPanel("bank"), FieldPanel("path")]


class QuestionFilters(WagtailFilterSet):
    """By bank, category, tag, kind; archived ones only when asked for."""

    bank = django_filters.ModelChoiceFilter(field_name="category__bank", queryset=QuestionBank.objects.all(), label=_("Банк"))
    category = django_filters.ModelChoiceFilter(queryset=QuestionCategory.objects.select_related("bank"), label=_("Категория"))
    tags = django_filters.ModelChoiceFilter(queryset=QuestionTag.objects.all(), label=_("Метка"))
    kind = django_filters.ChoiceFilter(choices=QuestionKind.choices, label=_("Вид"))
    archived = django_filters.ChoiceFilter(
        choices=[("true", _("в архиве"))], label=_("Показать"), empty_label=_("в работе"), method="by_archive"
    )

    class Meta:
        model = Question
        fields = ["bank", "category", "tags", "kind", "archived"]

    def by_archive(self, rows: models.QuerySet, name: str, value: str) -> models.QuerySet:
        """The archive."""
        return rows.filter(archived=True)


class QuestionList(generic.IndexView):
    """The list leads to the question's card."""

    any_permission_required = ["view", "change", "add"]

    def get_base_queryset(self) -> models.QuerySet:
        rows = super().get_base_queryset().select_related("category__bank")
        return rows if self.request.GET.get("archived") else rows.filter(archived=False)

    def search_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        """By words of the name and of any version's text; case and ё do not matter, also on SQLite."""
        if not self.is_searching:
            return queryset
        words = [re.sub("[её]", "[её]", re.escape(word.lower())) for word in self.search_query.split()[:8]]
        for word in words:
            told = QuestionVersion.objects.filter(text__iregex=word).values("question")
            queryset = queryset.filter(models.Q(title__iregex=word) | models.Q(pk__in=told))
        return queryset

    @property
    def is_searchable(self) -> bool:
        return True

    def get_edit_url(self, instance: Question) -> str:
        return reverse("question:card", args=[instance.public_id])

    def get_list_more_buttons(self, instance: Question) -> list:
        at = [instance.public_id]
        return [
            Button(_("Изменить"), url=reverse("question:change", args=at), icon_name="edit", priority=10),
            Button(_("Как видит слушатель"), url=reverse("question:try", args=at), icon_name="view", priority=20),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Новый вопрос"), url=reverse("question:add"), icon_name="plus")]


class QuestionViewSet(CardedViewSet):
    model = Question
    card_key = "public_id"
    name = "question"
    url_prefix = "school/questions"
    icon = "help"
    menu_label = _("Вопросы")
    list_display = ["title", Column("get_kind_display", label=_("Вид")), Column("category", label=_("Категория"))]
    ordering = ["category__bank__title", "category__path", "title", "pk"]
    filterset_class = QuestionFilters
    index_view_class = QuestionList
    form_fields = ["title"]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's list; the screens of one question are ours."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", admin_bank.ChooseKind.as_view(), name="add"),
            path("new/<slug:kind>/", admin_bank.NewQuestion.as_view(), name="new"),
            path("<str:public_id>/", admin_bank.QuestionCard.as_view(), name="card"),
            path("<str:public_id>/change/", admin_bank.EditQuestion.as_view(), name="change"),
            path("<str:public_id>/try/", admin_bank.TryQuestion.as_view(), name="try"),
        ]
