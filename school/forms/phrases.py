"""A ready phrase; a letter to the group."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import Form
from school.services.group_letters import GroupLetter
from school.services.group_page import Member


class PhraseForm(Form):
    """One phrase."""

    text = forms.CharField(
        label=_("Новая фраза"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("То, что вы пишете часто: «Назовите точную сумму и откуда она»."),
    )


class GroupLetterForm(Form):
    """A letter to all of the group, or to those ticked."""

    subject = forms.CharField(label=_("Тема"), max_length=150)
    text = forms.CharField(label=_("Письмо"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    people = forms.MultipleChoiceField(
        label=_("Кому"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Никого не отметили — письмо уйдёт всем."),
    )
    submit_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, members: list[Member], **kwargs: object) -> None:
        kwargs["initial"] = {"submit_key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.enrolments = {one.enrolment.public_id: one.enrolment for one in members}
        self.fields["people"].choices = [(key, row.user.get_full_name()) for key, row in self.enrolments.items()]

    @property
    def letter(self) -> GroupLetter:
        """For the service; call after `is_valid`."""
        said = self.cleaned_data
        chosen = [self.enrolments[key] for key in said["people"]] or list(self.enrolments.values())
        return GroupLetter(said["subject"], said["text"], chosen, said["submit_key"])
