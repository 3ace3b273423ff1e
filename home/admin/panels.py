"""First page of the admin: what waits for this person, own drafts, what grew old, searches in vain (spec: platform §4)."""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState
from wagtail.permissions import policy_registry

from core import moments
from core.models import SearchMiss
from core.search import misses
from people import roles
from people.models import User
from people.rules import has_any_role, is_administrator

SHOWN = 6
OLD = timedelta(days=365)
MISSES_WEEKS = 4


class OwnPanel(Component):
    """A panel of our first page: a heading with the number, rows that open what they name, the way to all of them."""

    template_name = "wagtailadmin/home/own_panel.html"
    name = ""
    heading: Promise | str = ""
    nothing: Promise | str = ""
    order = 100

    def found(self, user: User) -> QuerySet:
        """Everything the panel is about, in the order of the panel."""
        raise NotImplementedError

    def row(self, one: object) -> dict:
        """One row: title, url, words beside it."""
        raise NotImplementedError

    def all_url(self) -> str:
        """Where all rows stand; empty when there is no such list."""
        return ""

    def get_context_data(self, parent_context: dict) -> dict:
        found = self.found(parent_context["request"].user)
        count = found.count()
        return {
            "panel_id": self.name,
            "heading": self.heading,
            "nothing": self.nothing,
            "rows": [self.row(one) for one in found[:SHOWN]],
            "count": count,
            "all_url": self.all_url() if count > SHOWN else "",
        }


class WaitingPanel(OwnPanel):
    """«Ждёт вас»: pages at a step that this person may decide, a coordinator's own region among them; the longest wait first."""

    name = "zhdet-vas"
    heading = _("Ждёт вас")
    nothing = _("Ничего не ждёт: всё проверено.")
    order = 110

    def found(self, user: User) -> QuerySet[TaskState]:
        states = TaskState.objects.reviewable_by(user).select_related("revision", "task").order_by("started_at")
        return states.filter(revision__base_content_type__model="page")

    def row(self, one: TaskState) -> dict:
        return {
            "title": one.revision.content.get("title", ""),
            "url": reverse("wagtailadmin_pages:edit", args=[one.revision.object_id]),
            "words": _now("%(step)s, с %(day)s") % {"step": one.task.name, "day": moments.day(one.started_at)},
        }


class PagesPanel(OwnPanel):
    """A panel whose rows are pages."""

    def row(self, one: Page) -> dict:
        changed = one.latest_revision_created_at or one.last_published_at
        return {
            "title": one.get_admin_display_title(),
            "url": reverse("wagtailadmin_pages:edit", args=[one.pk]),
            "words": _now("правили %(day)s") % {"day": moments.day(changed)} if changed else "",
        }


class DraftsPanel(PagesPanel):
    """«Мои черновики»: pages of this person that are not out, and own changes not yet out."""

    name = "moi-chernoviki"
    heading = _("Мои черновики")
    nothing = _("Начатых и брошенных страниц нет.")
    order = 120

    def found(self, user: User) -> QuerySet[Page]:
        mine = Page.objects.filter(owner=user, live=False) | Page.objects.filter(
            has_unpublished_changes=True, latest_revision__user=user
        )
        return mine.distinct().order_by("-latest_revision_created_at")


class OldPanel(PagesPanel):
    """«Давно не обновлялось»: live pages that this person may edit and nobody touched for a year."""

    name = "davno-ne-obnovlyalos"
    heading = _("Давно не обновлялось")
    nothing = _("Все страницы правили за последний год.")
    order = 130

    def found(self, user: User) -> QuerySet[Page]:
        own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
        return own.filter(live=True, depth__gt=2, last_published_at__lt=timezone.now() - OLD).order_by("last_published_at")

    def all_url(self) -> str:
        return reverse("wagtailadmin_reports:aging_pages")


class MissesPanel(OwnPanel):
    """«Что ищут и не находят»: the words of the last four weeks, the oftenest first; nobody's name is kept."""

    name = "ischut-i-ne-nahodyat"
    heading = _("Что ищут и не находят")
    nothing = _("За последние четыре недели находили всё.")
    order = 140

    def found(self, user: User) -> QuerySet[SearchMiss]:
        return misses.report(weeks=MISSES_WEEKS).order_by("-times", "words")

    def row(self, one: SearchMiss) -> dict:
        return {
            "title": f"«{one.words}»",
            "url": reverse("search_misses"),
            "words": _now("раз: %(times)s") % {"times": one.times},
        }

    def all_url(self) -> str:
        return reverse("search_misses")


def panels_for(user: User) -> list[OwnPanel]:
    """Searches are for those who can write the missing page; the rest is everybody's own."""
    panels: list[OwnPanel] = [WaitingPanel(), DraftsPanel(), OldPanel()]
    if has_any_role(user, roles.EDITORS, roles.METHODOLOGISTS) or is_administrator(user):
        panels.append(MissesPanel())
    return panels
