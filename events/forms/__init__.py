from events.forms.registration import ChangeForm, LinkForm, LookupForm, RegistrationForm, prefill

__all__ = ["ChangeForm", "LinkForm", "LookupForm", "RegistrationForm", "prefill"]
