"""Who may read what is not public: programs with a key, sent as ``Authorization: Bearer <key>`` (RFC 6750)."""

from typing import ClassVar, cast

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


class HasScope(BasePermission):
    """Refuses before anything is looked up, so that the answer tells nothing about what there is."""

    scope: ClassVar[ApiKey.Scope]
    needed_for: ClassVar[str]

    def has_permission(self, request: Request, view: APIView) -> bool:
        key = cast(ApiKey | None, request.auth)
        if key is None:
            raise Unauthorized(
                f"{self.needed_for} is read with a key: send it as Authorization: Bearer <key>. "
                "Whoever runs this site gives out keys.",
                challenge=CHALLENGE,
            )
        if self.scope not in key.scopes:
            raise insufficient(key, f"has no scope {self.scope.value!r}", scope=self.scope)
        return True


class HasRecordsScope(HasScope):
    scope = ApiKey.Scope.RECORDS
    needed_for = "What was published in the past"


class HasWebhooksScope(HasScope):
    scope = ApiKey.Scope.WEBHOOKS
    needed_for = "What was sent to webhooks"


def refuse_beyond(request: Request, *, document_type: str, locale: str) -> None:
    """Raise Forbidden where the key is for other types or languages alone."""
    key = cast(ApiKey, request.auth)
    if not key.opens(document_type=document_type, locale=locale):
        told = [f"the types {', '.join(key.document_types)}"] if key.document_types else []
        told += [f"the languages {', '.join(key.locales)}"] if key.locales else []
        raise insufficient(key, f"is for {' and '.join(told)} alone", scope=ApiKey.Scope.RECORDS)


def insufficient(key: ApiKey, lack: str, *, scope: ApiKey.Scope) -> Forbidden:
    return Forbidden(
        f"The key {key.prefix}… {lack}. Ask whoever runs this site for a key that opens it.",
        challenge=f'{CHALLENGE}, error="insufficient_scope", scope="{scope.value}"',
    )


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
