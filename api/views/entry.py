"""The entry point."""

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from api.contract.base import VERSION
from api.contract.entry import EntryPoint, Links
from api.parameters.models import NoParameters
from api.parameters.values import published_locales
from api.views.addresses import absolute
from api.views.base import PublicView, reply


class EntryView(PublicView[NoParameters]):
    """Links to everything there is."""

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        names = {name: "entry" if name == "self" else name for name in Links.model_fields}
        links = {name: absolute(reverse(f"api:{view}")) for name, view in names.items()}
        entry = EntryPoint(
            name="Hospital content",
            version=VERSION,
            default_locale=settings.LANGUAGE_CODE,
            locales=published_locales(),
            links=Links(**links),
        )
        return reply(request, entry.model_dump_json().encode())
