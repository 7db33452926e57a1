"""Requests that need a key: what was published in the past, withdrawn text included, is not public."""

from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.request import Request

from api.access.authentication import HasRecordsScope, KeyAuthentication
from api.parameters.models import NoParameters
from api.views.base import PublicView

P = TypeVar("P", bound=NoParameters)
R = TypeVar("R", bound=HttpResponseBase)


class KeyedView(PublicView[P]):
    """Asks for a key with a scope, that of the record unless it says another, before anything is parsed or looked up.
    Lets nobody keep the answer."""

    authentication_classes = [KeyAuthentication]
    permission_classes = [HasRecordsScope]

    def needs_key(self) -> bool:
        """Whether this request does. Where not, its ``Authorization`` is not even looked at."""
        return True

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        if self.needs_key():
            self.perform_authentication(request)
            self.check_permissions(request)

    def finalize_response(self, request: Request, response: R, *args: object, **kwargs: object) -> R:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.needs_key():
            response["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, ["Authorization"])
        return response
