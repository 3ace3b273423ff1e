"""How users are made and found."""

import secrets

from django.contrib.auth.models import UserManager as DjangoUserManager


def new_username() -> str:
    """«u» + 16 hex signs; never shown to anybody."""
    return f"u{secrets.token_hex(8)}"


class UserManager(DjangoUserManager):
    """Users by e-mail; the username is made, never typed."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> "object":
        """Make and save a user; e-mail in lower case, or none at all for people without a mailbox."""
        fields.setdefault("username", new_username())
        user = self.model(email=email.strip().lower() if email else None, **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "object":
        """A technical superuser: two people at most."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, email: str) -> "object":
        return self.get(email=email.strip().lower())
