"""What the menus of the admin leave out: pages of Wagtail's makers in English, summaries that name nothing to do."""

from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from home.admin.panels import panels_for
from people.models import User

# Both lead to foreign pages in English; ours is «Помощь редактору».
FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")
# The technical superuser's screens: whoever edits users can make himself superuser, by Wagtail's design (spec: reliability §2).
TECHNICAL = ("users", "groups", "sites", "workflows", "workflow-tasks", "collections", "locales", "redirects", "branches")
# Wagtail's own panels that ours replace; the rest (locked pages, what I sent) stays.
REPLACED = ("workflow_objects_to_moderate", "recent_edits", "whats_new_in_wagtail_version")


def without_foreign_help(items: list[MenuItem]) -> list[MenuItem]:
    """The Help menu without foreign pages."""
    return [item for item in items if not item.name.startswith(FOREIGN_HELP)]


def without_technical(items: list[MenuItem], user: User) -> list[MenuItem]:
    """The Settings menu; the technical screens are only for the superuser."""
    return items if user.is_superuser else [item for item in items if item.name not in TECHNICAL]


def first_page(panels: list[Component], user: User) -> list[Component]:
    """Panels of the first page: ours, then those of Wagtail that ours do not replace."""
    kept = [panel for panel in panels if getattr(panel, "name", "") not in REPLACED]
    return [*panels_for(user), *kept]
