"""Screens of the own account: find, ask the rule, form, service, redirect."""
