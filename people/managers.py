"""How users are made and found."""

import secrets
from typing import Any

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models

from core.search.words import fold
from regions.scope import ALL, scope_of


def new_username() -> str:
    """«u» + 16 hex signs; never shown to anybody."""
    return f"u{secrets.token_hex(8)}"


class PersonQuerySet(models.QuerySet):
    def present(self) -> "PersonQuerySet":
        """People whose data were not erased."""
        return self.filter(erased_at__isnull=True)

    def visible_to(self, user: models.Model) -> "PersonQuerySet":
        """People of the regions the user coordinates, all for administrators, nobody for others."""
        scope = scope_of(user)
        rows = self.present()
        return rows if scope == ALL else rows.filter(region_id__in=scope)

    def named(self, letters: str) -> "PersonQuerySet":
        """People whose surname, name and patronymic begin with these letters, in any case, ё as е."""
        return self.filter(sort_name__startswith=fold(letters))


class UserManager(DjangoUserManager.from_queryset(PersonQuerySet)):
    """Users by e-mail; the username is made, never typed."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> Any:
        """Make and save a user; e-mail in lower case, or none at all for people without a mailbox."""
        fields.setdefault("username", new_username())
        user = self.model(email=email.strip().lower() if email else None, **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> Any:
        """A technical superuser: two people at most."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email: str) -> Any:
        return self.get(email=email.strip().lower())
