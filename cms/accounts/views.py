"""Doors that Wagtail leaves open."""

from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from wagtail.admin.views.account import PasswordResetView

from cms.accounts import events
from cms.accounts.forms import ExplainsWaiting
from cms.accounts.throttle import Attempt, explain, seconds_to_wait_for_reset


class ReaderLoginView(LoginView):
    """For readers of private pages."""

    template_name = "wagtailcore/login.html"
    authentication_form = ExplainsWaiting


class ThrottledPasswordResetView(PasswordResetView):
    """Counts whether there is such an account or not, so that the answer does not tell."""

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        seconds = seconds_to_wait_for_reset(Attempt.of(form.cleaned_data["email"], self.request))
        if seconds:
            events.tell(events.RESET_REFUSED, request=self.request)
            form.add_error("email", explain(seconds))
            refused: HttpResponse = self.form_invalid(form)
            return refused
        events.tell(events.RESET_ASKED, request=self.request)
        accepted: HttpResponse = super().form_valid(form)
        return accepted
