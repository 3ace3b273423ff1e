"""Forms of the desk: a reason people read, a person added by phone, new dates."""

from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import Look
from events.forms.registration import PersonForm
from events.models import Event, RegistrationOption
from people.forms import ContactField
from people.models import User
from regions.scope import covers, scope_of


class ReasonForm(Look, forms.Form):
    """Why: one sentence that stands in the letter."""

    reason = forms.CharField(label=_("Причина, её прочитают в письме"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AddPersonForm(PersonForm):
    """A person added while talking on the phone, or at the door; consent on paper is noted by its number."""

    contact = ContactField()
    option = forms.ModelChoiceField(RegistrationOption.objects.none(), label=_("Как участвует"), empty_label=None)
    consent = forms.CharField(
        label=_("Согласие на обработку данных"),
        max_length=150,
        help_text=_("Как дано: «бумага № 12» или «по телефону 5 марта, подпишет на входе»."),
    )
    may_wait = forms.BooleanField(label=_("Если мест нет, поставить в лист ожидания"), required=False, initial=True)
    field_order = ("contact", "surname", "name", "patronymic", "no_patronymic", "region", "organisation", "option", "consent")

    def __init__(self, *args: object, event: Event, user: User, all_regions: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.all_regions = user, all_regions
        self.fields["option"].queryset = event.options.filter(retired=False)
        self.fields["option"].initial = event.options.filter(retired=False).first()

    def clean_region(self) -> object:
        region = self.cleaned_data["region"]
        if not self.all_regions and not covers(scope_of(self.user), region.pk if region else None):
            raise forms.ValidationError(_("Вы записываете людей только своего региона."))
        return region


class DatesForm(Look, forms.Form):
    """New dates of a postponed event, on its own clock."""

    starts_at = forms.DateTimeField(label=_("Начало"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label=_("Конец"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))

    def __init__(self, *args: object, zone: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("starts_at", "ends_at"):
            if cleaned.get(name):
                cleaned[name] = timezone.make_naive(cleaned[name]).replace(tzinfo=self.zone)
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("ends_at", _("Конец должен быть позже начала."))
        if cleaned.get("starts_at") and cleaned["starts_at"] <= timezone.now():
            self.add_error("starts_at", _("Этот день уже прошёл."))
        return cleaned
