"""«Темы и группы» in the admin: the closed vocabularies of practices and courses (spec: search-and-languages §2)."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from core.listing import YesNo
from core.models import Term


class TermViewSet(ModelViewSet):
    """Words are added and retired; nobody deletes a word that pages use."""

    model = Term
    name = "terms"
    url_prefix = "terms"
    icon = "tag"
    menu_label = _("Темы и группы")
    menu_order = 710
    add_to_admin_menu = True
    list_display = ["name", "vocabulary", "position", YesNo("retired", label=_("Больше не предлагать"))]
    list_filter = ["vocabulary", "retired"]
    ordering = ["vocabulary", "position", "name"]
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    panels = [
        HelpPanel(
            content=_(
                "По этим словам люди отбирают практики и курсы. Новое слово заводите, только если ни одно из прежних не подошло. "
                "Слово, которое больше не нужно, не удаляйте, а отметьте «больше не предлагать»: страницы с ним останутся целы."
            )
        ),
        FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("slug")]),
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("name_en"), FieldPanel("name_tt"), FieldPanel("name_ba"), FieldPanel("name_udm")],
            heading=_("На других языках"),
        ),
        FieldRowPanel([FieldPanel("position"), FieldPanel("retired")]),
    ]
