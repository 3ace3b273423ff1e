"""Texts of consents in the admin: written by administrators, frozen once published."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from people.models import ConsentDocument


class FrozenOncePublished(ModelPermissionPolicy):
    """A published text is read and copied into a new edition, never changed or deleted."""

    def user_has_permission_for_instance(self, user: models.Model, action: str, instance: ConsentDocument) -> bool:
        frozen = instance.pk is not None and instance.published_at is not None and action in {"change", "delete"}
        return not frozen and super().user_has_permission_for_instance(user, action, instance)


class EditUntilPublished(EditView):
    """A published text opens for reading."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.permission_policy.user_has_permission_for_instance(request.user, "change", self.object):
            return redirect(self.get_inspect_url() or self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class ConsentDocumentViewSet(SnippetViewSet):
    """«Тексты согласий»."""

    model = ConsentDocument
    icon = "doc-full"
    menu_label = _("Тексты согласий")
    menu_order = 800
    add_to_admin_menu = True
    list_display = ["title", "purpose", "locale", "version", "published_at"]
    list_filter = ["purpose", "locale"]
    search_fields = ["title", "text"]
    edit_view_class = EditUntilPublished
    inspect_view_enabled = True
    copy_view_enabled = True
    list_per_page = 50
    panels = [
        HelpPanel(
            content=_(
                "Одна цель — один документ. Опубликованный текст не меняется: скопируйте его, поставьте следующую редакцию "
                "и время, с которого она действует. Согласие спросят снова при следующем действии."
            )
        ),
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("locale"), FieldPanel("version")]),
        FieldPanel("title"),
        FieldPanel("short"),
        FieldPanel("text"),
        FieldPanel("published_at"),
    ]
