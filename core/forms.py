"""The base of our forms."""

from django import forms


class Form(forms.Form):
    """A plain form with our look."""
