"""A message to the mentor or from the mentor."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import EVERYDAY, SLIDES, SOUNDS, BadFile, Checked, clean_upload
from core.forms import Form
from school.services.threads import Words


class TalkForm(Form):
    """Text and, if wanted, one file: a photo of what is unclear says more than words."""

    text = forms.CharField(
        label=_("Сообщение"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Напишите вопрос.")},
    )
    file = forms.FileField(label=_("Файл или снимок"), required=False)
    event_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["initial"] = {"event_id": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Checked | None:
        uploaded = self.cleaned_data["file"]
        if not uploaded:
            return None
        try:
            return clean_upload(uploaded, kinds=EVERYDAY | SLIDES | SOUNDS, max_mb=20)
        except BadFile as error:
            raise forms.ValidationError(str(error)) from None

    @property
    def words(self) -> Words:
        """For the service; call after `is_valid`."""
        said = self.cleaned_data
        return Words(said["text"], said.get("event_id") or uuid.uuid4(), said.get("file"))
