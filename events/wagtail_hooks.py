"""Pages of events and their facts: made together, copied together, never deleted under people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry, register_permission_policy

from core.plurals import counted
from events.models import Event, EventPage, InternshipCall, InternshipCallPage, Registration
from events.models.permissions import PagesOfEvents
from events.rules import can_make_events
from events.services import copy_event, ensure_event, remove_event
from events.viewsets import POLICIES, EventsGroup

for _model, _policy in POLICIES.items():
    register_permission_policy(_model, _policy(_model))
register_permission_policy(Page, PagesOfEvents(Page))


@hooks.register("register_admin_viewset")
def events_menu() -> EventsGroup:
    """«События» in the menu."""
    return EventsGroup()


class DeskMenuItem(MenuItem):
    """The desk, for those who work with people of events."""

    def is_shown(self, request: HttpRequest) -> bool:
        return can_make_events(request.user)


@hooks.register("register_admin_menu_item")
def desk_link() -> MenuItem:
    """From the admin to the desk."""
    return DeskMenuItem(gettext_lazy("Участники событий"), reverse("events:desk"), icon_name="group", order=310)


@hooks.register("construct_main_menu")
def no_pages_without_a_branch(request: HttpRequest, items: list[MenuItem]) -> None:
    """«Страницы» opens a branch; an organiser has none and goes by «События»."""
    if policy_registry.get_by_type(Page).explorable_root_instance(request.user) is None:
        items[:] = [item for item in items if item.name != "explorer"]


@hooks.register("after_create_page")
def make_event(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A new page gets its event; its maker is the first organiser and goes on to the facts."""
    if isinstance(page.specific, EventPage):
        event = ensure_event(page.specific, by=request.user)
        messages.info(request, _("Заполните факты события: время, место, запись."))
        return redirect("event:edit", event.pk) if page.live or "action-publish" in request.POST else None
    if isinstance(page.specific, InternshipCallPage):
        _make_call(page.specific)
    return None


@hooks.register("after_copy_page")
def copy_facts(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copied page gets a copy of the facts, without dates and people."""
    if isinstance(new_page.specific, EventPage):
        copy_event(new_page.specific, page.specific, by=request.user)


@hooks.register("before_delete_page")
def refuse_with_people(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page under people is archived, not deleted: the number and what to do."""
    people = people_under([page])
    if not people:
        return None
    messages.error(
        request,
        _("Записано %(people)s, удалить страницу нельзя. Отмените событие на рабочем столе, и все получат письмо.")
        % {"people": counted(people, _("человек,человека,человек"))},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_bulk_with_people(request: HttpRequest, action_type: str, objects: list, action: object) -> HttpResponse | None:
    """The same for several pages at once."""
    pages = [one for one in objects if isinstance(one, Page)]
    if action_type != "delete" or not pages or not people_under(pages):
        return None
    messages.error(request, _("Среди выбранных есть события с записанными людьми, их удалить нельзя."))
    return redirect("wagtailadmin_explore_root")


@hooks.register("after_delete_page")
def remove_facts(request: HttpRequest, page: Page) -> None:
    """The last page of an event takes its facts along, if nobody was registered."""
    if isinstance(page, EventPage):
        remove_event(page.translation_key)


def people_under(pages: list[Page]) -> int:
    """How many registrations hang on the events of these pages and of all below them."""
    keys = [key for page in pages for key in page.get_descendants(inclusive=True).values_list("translation_key", flat=True)]
    return Registration.objects.filter(event__in=Event.objects.filter(key__in=keys)).count()


def _make_call(page: InternshipCallPage) -> None:
    last = InternshipCall.objects.order_by("pk").last()
    code = str(int(last.code) + 1) if last else "2701"
    InternshipCall.objects.get_or_create(key=page.translation_key, defaults={"title": page.title[:200], "code": code})
