"""The record: an edition as it was served, byte for byte."""

import hashlib
from base64 import b64encode
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import http_date
from rest_framework.request import Request

from api.access.authentication import refuse_beyond
from api.http.problems import NeverExisted
from api.log.models import Edition
from api.log.withdrawals import withdrew
from api.parameters.models import NoParameters
from api.views.base import reply
from api.views.keyed.base import KeyedView


class EditionView(KeyedView[NoParameters]):
    """One edition by its number."""

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        number = int(address["number"])
        edition = Edition.objects.filter(number=number).first()
        if edition is None:
            raise NeverExisted(f"There is no edition {number}.")
        refuse_beyond(request, document_type=edition.type, locale=edition.locale)
        if edition.event == Edition.Event.WITHDRAWN:
            raise withdrew(edition)
        return reply_from_record(request, edition)


def reply_from_record(request: Request, edition: Edition) -> HttpResponseBase:
    """The stored bytes, with their digest (RFC 9530) and when they were published (RFC 7089)."""
    body = bytes(edition.body or b"")
    original = reverse(f"api:{edition.type}", kwargs={"slug": edition.slug})
    return reply(
        request,
        body,
        etag=edition.etag,
        modified=edition.published_at,
        headers={
            "Content-Language": edition.locale,
            "Content-Location": reverse("api:edition", args=[edition.number]),
            "Link": f'<{original}?{urlencode({"locale": edition.locale})}>; rel="original"',
            "Memento-Datetime": http_date(edition.published_at.timestamp()),
            "Repr-Digest": f"sha-256=:{b64encode(hashlib.sha256(body).digest()).decode()}:",
        },
    )
