"""«События» in the admin: facts, options, quotas, programme, places, speakers; no people in it (spec: architecture)."""

from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from core.listing import YesNo
from events.forms.facts import FactsForm, QuotaForm, SessionForm
from events.models import Event, EventIndexPage, EventPage, InternshipCall, Place, Quota, RegistrationOption, Session, Speaker
from events.rules import can_make_events
from events.services import change_facts
from events.services.quotas import remove_quota, save_option, save_quota
from people.rules import is_administrator

M2M = ("neighbour_regions", "speakers")


class EventStaffPolicy(ModelPermissionPolicy):
    """Organisers, coordinators and administrators; which rows, the lists themselves say."""

    may = frozenset({"add", "change", "view", "delete"})

    def user_has_permission(self, user: models.Model, action: str) -> bool:
        return action in self.may and user.is_active and can_make_events(user)

    def user_has_any_permission(self, user: models.Model, actions: list[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FactsPolicy(EventStaffPolicy):
    """An event is made with its page and removed with it."""

    may = frozenset({"change", "view"})


class AdministratorsPolicy(EventStaffPolicy):
    """Calls for internships: administrators."""

    def user_has_permission(self, user: models.Model, action: str) -> bool:
        return super().user_has_permission(user, action) and is_administrator(user)


def own(user: models.Model, rows: models.QuerySet) -> models.QuerySet:
    """Rows of the events the user may change; places and speakers belong to all."""
    if rows.model is Event:
        return rows.filter(pk__in=Event.objects.editable_by(user).values("pk"))
    if rows.model in (RegistrationOption, Quota, Session):
        return rows.filter(event__in=Event.objects.editable_by(user).values("pk"))
    return rows


class OwnList(generic.IndexView):
    """A list of own rows."""

    def get_base_queryset(self) -> models.QuerySet:
        return own(self.request.user, super().get_base_queryset())


class OwnObject:
    """A row of another's event is not found."""

    def get_object(self, *given: models.QuerySet | None) -> models.Model:
        found = super().get_object(*given)
        if not own(self.request.user, type(found)._default_manager.filter(pk=found.pk)).exists():
            raise Http404
        return found


class OwnEvents:
    """Offers the events the user may change."""

    def get_form(self, form_class: type | None = None) -> object:
        form = super().get_form(form_class)
        if "event" in form.fields:
            form.fields["event"].queryset = Event.objects.editable_by(self.request.user)
        return form


class ByAct:
    """Saving is an act of its own: no transaction of Wagtail's around it."""

    def form_valid(self, form: object) -> object:
        self.form = form
        self.object = self.save_instance()
        response = self.save_action()
        return self.run_after_hook() or response


class OwnCreate(OwnEvents, generic.CreateView):
    """A new row of an own event."""


class OwnEdit(OwnObject, OwnEvents, generic.EditView):
    """Editing a row of an own event."""


class OwnDelete(OwnObject, generic.DeleteView):
    """Deleting a row nobody uses."""


class OwnUsage(OwnObject, generic.UsageView):
    """Where it is used."""


class OwnHistory(OwnObject, generic.HistoryView):
    """Who changed it."""


class FactsList(OwnList):
    """The list of events: a new one begins with its page, and so does a copy of a past one."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        index = EventIndexPage.objects.filter(locale__language_code="ru").first()
        if index is None or not index.permissions_for_user(self.request.user).can_add_subpage():
            return []
        address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", index.pk])
        return [HeaderButton(_("Новое событие"), url=address, icon_name="plus")]

    @cached_property
    def pages(self) -> dict[object, int]:
        """The Russian page of each event, one query for the list."""
        rows = EventPage.objects.filter(locale__language_code="ru")
        return dict(rows.values_list("translation_key", "pk"))

    def get_list_more_buttons(self, instance: Event) -> list:
        buttons = super().get_list_more_buttons(instance)
        desk = reverse("events:desk_event", args=[instance.key])
        buttons.append(Button(_("Участники"), url=desk, icon_name="group", priority=30))
        if page := self.pages.get(instance.key):
            edit, copy = (reverse(f"wagtailadmin_pages:{name}", args=[page]) for name in ("edit", "copy"))
            buttons.append(Button(_("Страница"), url=edit, icon_name="doc-empty", priority=40))
            buttons.append(Button(_("Скопировать"), url=copy, icon_name="copy", priority=50))
        return buttons


class FactsEdit(ByAct, OwnEdit):
    """Facts change by an act: with letters to everybody registered."""

    def save_instance(self) -> models.Model:
        data = self.form.cleaned_data
        change_facts(self.object, {name: data[name] for name in data if name not in (*M2M, "tell")}, by=self.request.user)
        event = Event.objects.get(pk=self.object.pk)
        for name in M2M:
            if name in data:
                getattr(event, name).set(data[name])
        return event


class OptionCreate(ByAct, OwnCreate):
    def save_instance(self) -> models.Model:
        return save_option(self.form.save(commit=False), by=self.request.user)


class OptionEdit(ByAct, OwnEdit):
    def save_instance(self) -> models.Model:
        return save_option(self.form.save(commit=False), by=self.request.user)


class QuotaCreate(ByAct, OwnCreate):
    def save_instance(self) -> models.Model:
        return save_quota(self.form.save(commit=False), by=self.request.user, more=self.form.save_m2m)


class QuotaEdit(ByAct, OwnEdit):
    def save_instance(self) -> models.Model:
        return save_quota(self.form.save(commit=False), by=self.request.user, more=self.form.save_m2m)


class QuotaDelete(OwnDelete):
    def delete_action(self) -> None:
        remove_quota(self.object, by=self.request.user)


class EventsViewSet(ModelViewSet):
    """What the lists of «События» share."""

    index_view_class, add_view_class, edit_view_class, delete_view_class = OwnList, OwnCreate, OwnEdit, OwnDelete
    history_view_class, usage_view_class = OwnHistory, OwnUsage
    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return POLICIES[self.model](self.model)


class EventViewSet(EventsViewSet):
    model = Event
    icon = "date"
    menu_label = _("Факты событий")
    list_display = ["title", "kind", "starts_at", "host_region", "status"]
    list_filter = ["kind", "status", "host_region"]
    search_fields = ["search_line"]
    ordering = ["-starts_at"]
    index_view_class, edit_view_class = FactsList, FactsEdit
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("format")]),
            MultiFieldPanel(
                [
                    FieldPanel("zone"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldPanel("date_note"),
                ],
                heading=_("Когда, по часам события"),
            ),
            MultiFieldPanel([FieldPanel("place"), FieldPanel("join_url")], heading=_("Где")),
            MultiFieldPanel(
                [
                    FieldPanel("host_region"),
                    FieldPanel("neighbour_regions"),
                    FieldRowPanel([FieldPanel("audience"), FieldPanel("outsiders")]),
                    FieldPanel("regional_approval"),
                ],
                heading=_("Регионы"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("change_until")]),
                    FieldRowPanel([FieldPanel("waiting_list"), FieldPanel("offer_hours")]),
                    FieldRowPanel([FieldPanel("reconfirm_days"), FieldPanel("silent"), FieldPanel("hold_days")]),
                ],
                heading=_("Запись"),
            ),
            FieldPanel("speakers"),
            MultiFieldPanel(
                [FieldPanel("contact_name"), FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")])],
                heading=_("Кому звонить"),
            ),
            FieldPanel("letter_extra"),
            FieldPanel("tell"),
        ],
        base_form_class=FactsForm,
    )


class OptionViewSet(EventsViewSet):
    model = RegistrationOption
    icon = "form"
    menu_label = _("Варианты участия")
    list_display = ["name", "event", "mode", YesNo("retired", label=_("Больше не предлагать"))]
    list_filter = ["event"]
    add_view_class, edit_view_class = OptionCreate, OptionEdit
    panels = [
        FieldPanel("event"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("mode")]),
        FieldRowPanel([FieldPanel("needs_approval"), FieldPanel("pending_holds_place")]),
        FieldRowPanel([FieldPanel("order"), FieldPanel("retired")]),
    ]


class QuotaViewSet(EventsViewSet):
    model = Quota
    icon = "group"
    menu_label = _("Квоты")
    list_display = ["kind", "size", "event", "region", "released_at"]
    list_filter = ["event", "kind"]
    add_view_class, edit_view_class, delete_view_class = QuotaCreate, QuotaEdit, QuotaDelete
    edit_handler = ObjectList(
        [
            FieldPanel("event"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("size")]),
            FieldPanel("options"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("region"), FieldPanel("within"), FieldPanel("released_at")])],
                heading=_("Только для отложенных мест"),
            ),
        ],
        base_form_class=QuotaForm,
    )


class SessionViewSet(EventsViewSet):
    model = Session
    icon = "list-ol"
    menu_label = _("Программа")
    list_display = ["title", "event", "starts_at", "room"]
    list_filter = ["event"]
    edit_handler = ObjectList(
        [
            FieldPanel("event"),
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("room"), FieldPanel("cancelled")]),
        ],
        base_form_class=SessionForm,
    )


class PlaceViewSet(EventsViewSet):
    model = Place
    icon = "site"
    menu_label = _("Площадки")
    list_display = ["name", "address", "region"]
    list_filter = ["region"]
    search_fields = ["search_line"]
    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("region"), FieldPanel("territory")]),
        FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
        FieldPanel("way"),
        FieldPanel("accessibility"),
    ]


class SpeakerViewSet(EventsViewSet):
    model = Speaker
    icon = "user"
    menu_label = _("Ведущие")
    list_display = ["name", "position", "region", YesNo("agreed", label=_("Согласие"))]
    panels = [FieldPanel("name"), FieldPanel("position"), FieldPanel("region"), FieldPanel("photo"), FieldPanel("agreed")]


class InternshipCallViewSet(EventsViewSet):
    model = InternshipCall
    icon = "clipboard-list"
    menu_label = _("Отборы на стажировку")
    list_display = ["title", "code", "status", "opens_at", "closes_at"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("status")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("grace_minutes")]),
        FieldRowPanel([FieldPanel("review_until"), FieldPanel("decide_until"), FieldPanel("confirm_days")]),
        FieldRowPanel([FieldPanel("places"), FieldPanel("max_per_organisation"), FieldPanel("pass_mark")]),
        FieldRowPanel([FieldPanel("experts_needed"), FieldPanel("spread_limit"), FieldPanel("quorum")]),
        FieldPanel("region_rule"),
        FieldRowPanel([FieldPanel("regional_screening"), FieldPanel("show_total")]),
    ]


POLICIES = {
    Event: FactsPolicy,
    RegistrationOption: EventStaffPolicy,
    Quota: EventStaffPolicy,
    Session: EventStaffPolicy,
    Place: EventStaffPolicy,
    Speaker: EventStaffPolicy,
    InternshipCall: AdministratorsPolicy,
}


class EventsGroup(ModelViewSetGroup):
    """Menu «События»."""

    menu_label = _("События")
    menu_icon = "date"
    menu_order = 300
    items = (
        EventViewSet,
        OptionViewSet,
        QuotaViewSet,
        SessionViewSet,
        PlaceViewSet,
        SpeakerViewSet,
        InternshipCallViewSet,
    )
