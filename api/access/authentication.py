"""Who may read the record: programs with a key, sent as ``Authorization: Bearer <key>`` (RFC 6750)."""

from typing import cast

from django.db.models import Q
from django.db.models.functions import Now
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from api.access.keys import digest_of
from api.access.models import ApiKey
from api.http.problems import Forbidden, Unauthorized

CHALLENGE = 'Bearer realm="records"'


class KeyAuthentication(BaseAuthentication):
    """Puts the ApiKey into ``request.auth``. Raises Unauthorized for a key that is unknown, expired or revoked."""

    def authenticate(self, request: Request) -> tuple[None, ApiKey] | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        return None, verify(key.strip())

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class HasRecordsScope(BasePermission):
    """Refuses before anything is looked up, so that the answer tells nothing about what there is."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        key = cast(ApiKey | None, request.auth)
        if key is None:
            raise Unauthorized(
                "What was published in the past is read with a key: send it as Authorization: Bearer <key>. "
                "Whoever runs this site gives out keys.",
                challenge=CHALLENGE,
            )
        if ApiKey.Scope.RECORDS not in key.scopes:
            raise Forbidden(
                f"The key {key.prefix}… has no scope {ApiKey.Scope.RECORDS.value!r}. "
                "Ask whoever runs this site for a key that has it.",
                challenge=f'{CHALLENGE}, error="insufficient_scope", scope="{ApiKey.Scope.RECORDS.value}"',
            )
        return True


def verify(plain: str) -> ApiKey:
    """Raise Unauthorized that says what is wrong with the key.

    The lookup is by digest: how long it takes says something about a digest at most, and none leads back to its key.
    """
    is_over = Q(expires_at__isnull=False, expires_at__lte=Now())
    key = ApiKey.objects.annotate(is_over=is_over).filter(digest=digest_of(plain)).first()
    if key is None:
        raise refused("This key is not known. Check that all of it was copied.")
    if key.revoked_at is not None:
        raise refused(f"The key {key.prefix}… has been revoked. Ask whoever runs this site for a new one.")
    if key.is_over:
        raise refused(f"The key {key.prefix}… has expired. Ask whoever runs this site for a new one.")
    return key


def refused(detail: str) -> Unauthorized:
    return Unauthorized(detail, challenge=f'{CHALLENGE}, error="invalid_token"')
