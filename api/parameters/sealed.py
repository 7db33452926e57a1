"""Places in what is listed, as text that clients hand back as it is: cursors of lists and of searches."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import Any

from api.contract.answers.problems import ParameterError
from api.http.problems import InvalidParameters, NeverExisted

CHECKSUM_BYTES = 6
REMEDY = "Take it from next or previous as it is, or leave it out to begin anew."


def seal(whose: str, *values: object) -> str:
    """``whose`` says what the place is in, and is asked for again by ``unseal``. Values are what JSON can say."""
    payload = json.dumps([whose, *values], separators=(",", ":")).encode()
    return urlsafe_b64encode(checksum(payload) + payload).rstrip(b"=").decode()


def unseal(text: str, *, whose: str, page: str, others: str) -> list[Any]:
    """The values. ``page`` and ``others`` say in words what it leads to, and what else it may have been made for.

    Raise NeverExisted for what nobody gave out, and InvalidParameters for what belongs elsewhere.
    """
    try:
        decoded = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except Base64Error:
        decoded = b""
    payload = decoded[CHECKSUM_BYTES:]
    if not payload or decoded[:CHECKSUM_BYTES] != checksum(payload):
        raise NeverExisted(f"There is no such {page}: its cursor is not whole. {REMEDY}")
    made_for, *values = list(json.loads(payload))
    if made_for != whose:
        detail = f"A cursor of {others}. {REMEDY}"
        raise InvalidParameters([ParameterError(parameter="cursor", detail=detail, allowed=[])])
    return values


def checksum(payload: bytes) -> bytes:
    """Tells cursors from other text. It keeps no secret: a cursor opens nothing that the list does not show."""
    return hashlib.sha256(payload).digest()[:CHECKSUM_BYTES]
