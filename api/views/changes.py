"""The change feed."""

from datetime import datetime
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.log.feed import FeedPage, ListedEdition, LogEnd, Token, read_page
from api.parameters.models import ChangeParameters
from api.representations.representation import compact
from api.views.addresses import Addresses, absolute
from api.views.base import PublicView, reply

# A cache may keep it, but has to ask each time: a feed that is a minute old hides a recall.
CACHE_CONTROL = "public, no-cache"


class ChangesView(PublicView[ChangeParameters]):
    """What was published and withdrawn, in order, from wherever the client stands."""

    parameters = ChangeParameters

    def answer(self, request: Request, parameters: ChangeParameters, **address: str) -> HttpResponseBase:
        page = read_page(
            Token.parse(parameters.since),
            LogEnd.now(),
            limit=parameters.limit,
            types=parameters.type,
            locales=parameters.locale,
        )
        addresses = Addresses(absolute(""))
        changes = {
            "results": [change(edition, addresses) for edition in page.editions],
            "token": str(page.token),
            "more": page.more,
            "next": next_link(request, parameters, page),
        }
        return reply(request, compact(changes), headers={"Cache-Control": CACHE_CONTROL})


def change(edition: ListedEdition, addresses: Addresses) -> dict[str, object]:
    """A ``Change`` of the contract as JSON. The log holds nothing else, so it is not validated once more."""
    is_published = edition.event == "published"
    return {
        "number": edition.number,
        "event": edition.event,
        "type": edition.type,
        "id": edition.document_id,
        "locale": edition.locale,
        "slug": edition.slug,
        "path": edition.path or None,
        "published_at": moment(edition.published_at),
        "expires_at": edition.expires_at and moment(edition.expires_at),
        "digest": edition.digest or None,
        "reason": edition.reason or None,
        "recall_class": edition.recall_class or None,
        "replacement": edition.replacement_id and {"type": edition.replacement_type, "id": edition.replacement_id},
        "href": addresses.of(edition.type, edition.slug, edition.locale) if is_published else None,
    }


def moment(value: datetime) -> str:
    """As pydantic writes it. The time zone of every connection is UTC."""
    return value.isoformat().replace("+00:00", "Z")


def next_link(request: Request, parameters: ChangeParameters, page: FeedPage) -> str:
    query = parameters.model_dump() | {"since": str(page.token)}
    return absolute(f"{request.path}?{urlencode(query, doseq=True)}")
