"""What the log tells of accounts: in Wagtail's log of the object, and as a line of the process's log.

The line is for a hospital's own collection of logs; it has all events, also those about no account. Neither has a name
that was typed and is none of an account: it may be a password. A chained trail would take its entries here.
"""

import logging
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from api.http.clients import address_of

logger = logging.getLogger("cms.accounts")

SIGNED_IN = "accounts.sign_in"
FAILED = "accounts.sign_in_failed"
REFUSED = "accounts.sign_in_refused"
LOCKED_OUT = "accounts.locked_out"
SIGNED_OUT = "accounts.sign_out"
SESSION_ENDED = "accounts.session_ended"
RESET_ASKED = "accounts.reset_asked"
RESET_REFUSED = "accounts.reset_refused"
PASSWORD_CHANGED = "accounts.password"  # noqa: S105
RIGHTS_CHANGED = "accounts.rights"
KEY_MADE = "wagtail.create"
KEY_REPLACED = "api_keys.rotate"
KEY_REVOKED = "api_keys.revoke"

LABELS = {
    SIGNED_IN: (_("Sign in"), _("Signed in")),
    FAILED: (_("Fail to sign in"), _("A wrong password was typed")),
    LOCKED_OUT: (_("Lock out"), _("Locked out for a while after too many wrong passwords")),
    SIGNED_OUT: (_("Sign out"), _("Signed out")),
    SESSION_ENDED: (_("End session"), _("The session ended by its limit")),
    PASSWORD_CHANGED: (_("Change password"), _("The password was changed")),
    KEY_REPLACED: (_("Make a new key"), _("Another key was made in its place")),
    KEY_REVOKED: (_("Revoke"), _("Revoked")),
}
NOTHING: Mapping[str, object] = {}
ALARMING = {FAILED, REFUSED, LOCKED_OUT, RESET_REFUSED}


def record(
    event: str,
    subject: Model,
    *,
    by: AbstractBaseUser | None = None,
    request: HttpRequest | None = None,
    data: Mapping[str, object] = NOTHING,
) -> None:
    """In both logs. ``by`` is None for whoever acts in the admin now, else for nobody who is known."""
    where = address(request)
    log(instance=subject, action=event, user=by, data={**data, **({"address": where} if where else {})})
    tell(event, subject, request=request, data=data)


def tell(
    event: str,
    subject: Model | None = None,
    *,
    request: HttpRequest | None = None,
    data: Mapping[str, object] = NOTHING,
) -> None:
    """In the process's log alone."""
    what = f"{subject._meta.model_name}={subject.pk}" if subject else "account=unknown"
    details = "".join(f" {name}={value!r}" for name, value in data.items())
    level = logging.WARNING if event in ALARMING else logging.INFO
    logger.log(level, "%s %s address=%s%s", event, what, address(request) or "none", details)


def address(request: HttpRequest | None) -> str:
    """Of staff: here it stands in full, because it is what such a log is for."""
    found = address_of(request, proxies=settings.RATE_LIMITS["PROXIES"]) if request else None
    return str(found) if found else ""
