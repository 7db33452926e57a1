"""API keys: made once, shown once, and kept as a digest only."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from api.access.models import ApiKey

MARK = "hck_"
"""Starts every key, so that scanners for leaked secrets know one when they see it."""
PREFIX_LENGTH = 12


def generate_key(*, name: str, scopes: Iterable[str], expires_at: datetime | None = None) -> tuple[str, ApiKey]:
    """The key in plain text, to be shown once and never stored, and its row, not saved yet."""
    plain = MARK + secrets.token_urlsafe(32)
    row = ApiKey(
        name=name,
        prefix=plain[:PREFIX_LENGTH],
        digest=digest_of(plain),
        scopes=list(scopes),
        expires_at=expires_at,
    )
    return plain, row


def digest_of(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()
