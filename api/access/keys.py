"""API keys: made once, shown once, and kept as a digest only."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from api.access.models import ApiKey

MARK = "hck_"
"""Starts every key, so that scanners for leaked secrets know one when they see it."""
PREFIX_LENGTH = 12
USUAL = timedelta(days=365)
"""How long a key is valid, unless it is said otherwise."""
OVERLAP = timedelta(days=7)
"""How long a key is valid once another has been made in its place."""


def generate_key(
    *,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None = None,
    document_types: Iterable[str] = (),
    locales: Iterable[str] = (),
) -> tuple[str, ApiKey]:
    """The key in plain text, to be shown once and never stored, and its row, not saved yet."""
    plain = MARK + secrets.token_urlsafe(32)
    row = ApiKey(
        name=name,
        prefix=plain[:PREFIX_LENGTH],
        digest=digest_of(plain),
        scopes=list(scopes),
        document_types=list(document_types),
        locales=list(locales),
        expires_at=expires_at,
    )
    return plain, row


def rotate(key: ApiKey) -> tuple[str, ApiKey]:
    """Another for the same, saved, valid as long as a new one is. The old one ends in a week, so that programs can
    change without a gap."""
    now = timezone.now()
    plain, row = generate_key(
        name=key.name,
        scopes=key.scopes,
        document_types=key.document_types,
        locales=key.locales,
        expires_at=now + USUAL,
    )
    row.save()
    end = now + OVERLAP
    key.expires_at = end if key.expires_at is None else min(key.expires_at, end)
    key.save(update_fields=["expires_at"])
    return plain, row


def is_valid(key: ApiKey) -> bool:
    return key.revoked_at is None and (key.expires_at is None or key.expires_at > timezone.now())


def digest_of(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
