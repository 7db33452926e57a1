"""A draft, by a token. What a token opens is known to the authoring plane alone, which says it below this."""

from typing import ClassVar

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.parameters.models import DraftParameters, NoParameters
from api.views.base import PublicView, R, reply

UNKEPT = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}
"""Nobody keeps it, finds it, or learns the token from where a reader came from."""


class DraftView(PublicView[DraftParameters]):
    parameters: ClassVar[type[NoParameters]] = DraftParameters

    def answer(self, request: Request, parameters: DraftParameters, **address: str) -> HttpResponseBase:
        representation = parameters.representation()
        body = self.draft(address["token"], has_related=parameters.drafts == "related")
        shaped = body if representation.is_stored else representation.shape_json(body)
        return reply(request, shaped, content_type=representation.content_type)

    def finalize_response(self, request: Request, response: R, *args: object, **kwargs: object) -> R:
        """Refusals, too."""
        for name, value in UNKEPT.items():
            response.headers[name] = value
        return response

    def draft(self, token: str, *, has_related: bool) -> bytes:
        """A ``Draft`` as JSON. Raises why there is none."""
        raise NotImplementedError
