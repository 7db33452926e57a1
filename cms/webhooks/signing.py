"""Secrets and signatures by Standard Webhooks 1.0.0, https://www.standardwebhooks.com."""

import base64
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

from standardwebhooks import Webhook

SECRET_BYTES = 32
"""The standard asks for 24 to 64."""


def new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def new_message_id() -> str:
    """The receiver's key against doing the same thing twice; it must not hold a full stop."""
    return f"msg_{secrets.token_hex(16)}"


def signed_headers(message_id: str, body: bytes, *, keys: Iterable[str], now: datetime) -> dict[str, str]:
    """Headers for exactly these bytes, with one signature for each key."""
    moment = now.astimezone(UTC)
    signatures = [Webhook(key).sign(message_id, moment, body.decode()) for key in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
