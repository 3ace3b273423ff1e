"""Panels of the admin's forms that Wagtail lacks."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import BaseChooser
from wagtail.permissions import policy_registry


class LinkedPanel(FieldPanel):
    """A field with a chooser: the link to the chosen row is shown only to who may open it."""

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: object) -> None:
            super().__init__(**kwargs)
            widget = self.bound_field.field.widget if self.bound_field else None
            policy = policy_registry.get_by_type(self.panel.db_field.related_model)
            if isinstance(widget, BaseChooser) and policy and self.request:
                widget.show_edit_link = policy.user_has_permission(self.request.user, "change")
