"""Publishing ends a review that is still going on. The form asks first; whoever takes another road is told."""

from collections.abc import Sequence

from django.http import HttpRequest
from wagtail.admin import messages

from cms.publishing.ended_reviews import sentence_about

FORM = "wagtailadmin_pages:edit"


def tell_what_ended(request: HttpRequest, noted: Sequence[int]) -> None:
    if request.resolver_match is not None and request.resolver_match.view_name == FORM:
        return
    if sentence := sentence_about(noted):
        messages.warning(request, sentence)
