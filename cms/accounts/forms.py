"""The form to sign in."""

from django.contrib.auth.forms import AuthenticationForm
from django.forms import ValidationError
from wagtail.admin.forms.auth import LoginForm

from cms.accounts.backends import WAIT
from cms.accounts.throttle import explain


class ExplainsWaiting(AuthenticationForm):
    """Says how long to wait, whether the password was right or not."""

    def get_invalid_login_error(self) -> ValidationError:
        seconds = self.request.META.get(WAIT) if self.request else None
        if seconds:
            return ValidationError(explain(seconds), code="too_many_attempts")
        return super().get_invalid_login_error()


class SignInForm(ExplainsWaiting, LoginForm):
    """Of the admin."""
