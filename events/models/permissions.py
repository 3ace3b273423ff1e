"""Who edits which page of events: the organiser's own ones and a region's hosted ones, beside Wagtail's page rights."""

from collections.abc import Iterable

from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from events.models.event import Event
from people import roles
from people.rules import has_any_role

EDITING = {"add", "change", "publish"}


class PagesOfEvents(PagePermissionPolicy):
    """Wagtail's policy of pages, for organisers too: they have no branch, yet preview, history and comparison first ask whether
    the person edits any page at all. Which page, its own tester says; lists and search still go by branches.
    """

    def user_has_any_permission(self, user: object, actions: Iterable[str]) -> bool:
        return super().user_has_any_permission(user, actions) or (
            user.is_active and not EDITING.isdisjoint(actions) and has_any_role(user, roles.ORGANISERS, roles.COORDINATORS)
        )


class EventPagePermissions(PagePermissionTester):
    """Organiser of the event, coordinator of the hosting region: edit, publish, take off."""

    def __init__(self, user: object, page: Page) -> None:
        super().__init__(user, page)
        if user.is_active and has_any_role(user, roles.ORGANISERS, roles.COORDINATORS) and self._is_own():
            self.permissions = {*self.permissions, *EDITING}

    def _is_own(self) -> bool:
        """A page just made has no facts yet: its maker publishes it, and is the event's first organiser after that."""
        facts = Event.objects.filter(key=self.page.translation_key)
        if facts.filter(pk__in=Event.objects.editable_by(self.user).values("pk")).exists():
            return True
        return self.page.owner_id == self.user.pk and not facts.exists()


class EventIndexPermissions(PagePermissionTester):
    """Organisers and coordinators add pages of events; the section's own text is not theirs."""

    def can_add_subpage(self) -> bool:
        return super().can_add_subpage() or (
            self.user.is_active and has_any_role(self.user, roles.ORGANISERS, roles.COORDINATORS)
        )

    def can_publish_subpage(self) -> bool:
        return super().can_publish_subpage() or self.can_add_subpage()
