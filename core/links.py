"""Secret links: public id + 128-bit HMAC over (id, link version, purpose); nothing secret is stored (spec: reliability §9).

Newest key of settings.LINK_KEYS signs, all verify; raising the row's `link_version` kills old links; GET never changes anything.
"""

import base64
import hashlib
import hmac
import secrets
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)
ID_LENGTH = 22


def new_id() -> str:
    """A random public id: 22 signs of the URL alphabet, 128 bits."""
    return secrets.token_urlsafe(16)


def token(public_id: str, version: int, purpose: str) -> str:
    """The secret part of an address for this row and purpose: 22 signs of id and 22 of signature."""
    return public_id + _signature(settings.LINK_KEYS[0], public_id, version, purpose)


def find(rows: "models.QuerySet[M]", value: str, purpose: str) -> M | None:
    """The row a token speaks of, or None if the token is altered, foreign, outdated or of another purpose.

    `rows` is a QuerySet of a `SecretLinked` model. One query.
    """
    public_id, signature = value[:ID_LENGTH], value[ID_LENGTH:]
    if len(value) != 2 * ID_LENGTH or not value.isascii():
        return None
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return None
    right = [_signature(key, public_id, row.link_version, purpose) for key in settings.LINK_KEYS]
    # a list: every key is compared, so that time does not tell which one signed
    return row if any([hmac.compare_digest(signature, one) for one in right]) else None  # noqa: C419


def keyed_hash(purpose: str, text: str) -> str:
    """HMAC of a short secret (a card's code) for storing and looking up; hex, 64 signs."""
    return hmac.new(settings.LINK_KEYS[0].encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def keyed_hashes(purpose: str, text: str) -> list[str]:
    """The same by every key that may still verify, newest first."""
    return [hmac.new(key.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest() for key in settings.LINK_KEYS]


def _signature(key: str, public_id: str, version: int, purpose: str) -> str:
    digest = hmac.new(key.encode(), f"{public_id}:{version}:{purpose}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


class SecretLinked(models.Model):
    """A row that people reach by a secret link."""

    public_id = models.CharField(_("открытый номер"), max_length=22, unique=True, default=new_id, editable=False)
    link_version = models.PositiveIntegerField(_("версия ссылки"), default=1, editable=False)

    class Meta:
        abstract = True

    def link_token(self, purpose: str) -> str:
        """The token of this row for one purpose."""
        return token(self.public_id, self.link_version, purpose)
