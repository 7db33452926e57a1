"""The change feed."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http import reads
from api.log.affected import affected
from api.log.feed import FeedPage, ListedEdition, LogEnd, Token, live_bodies, read_page
from api.parameters.models import ChangeParameters
from api.representations.representation import Representation, compact
from api.views.addresses import Addresses, absolute
from api.views.base import PublicView, reply

# A cache may keep it, but has to ask each time: a feed that is a minute old hides a recall.
CACHE_CONTROL = "public, no-cache"
ROOM = 4 * 2**20
"""Bytes of documents on a page of the feed: some hundred and fifty treatments."""


class ChangesView(PublicView[ChangeParameters]):
    """What was published and withdrawn, in order, from wherever the client stands."""

    parameters = ChangeParameters

    def answer(self, request: Request, parameters: ChangeParameters, **address: str) -> HttpResponseBase:
        if "document" in parameters.include:
            self.blocks = (reads.block(reads.ALL),)
        page = read_page(
            Token.parse(parameters.since),
            LogEnd.now(),
            limit=parameters.limit,
            room=ROOM if "document" in parameters.include else None,
            types=parameters.type,
            locales=parameters.locale,
        )
        representation = parameters.representation()
        rest = {
            "token": str(page.token),
            "more": page.more,
            "next": next_link(request, parameters, page),
            "affects": affected_by(page, parameters),
        }
        body = b'{"results":[' + b",".join(results(page, parameters, representation)) + b"]," + compact(rest)[1:]
        headers = {"Cache-Control": CACHE_CONTROL}
        return reply(request, body, content_type=representation.content_type, headers=headers)


def results(page: FeedPage, parameters: ChangeParameters, representation: Representation) -> Iterator[bytes]:
    """Documents are put in as they are stored, unless they are wanted in another form."""
    bodies = live_bodies(page.editions) if "document" in parameters.include else {}
    addresses = Addresses(absolute(""))
    for edition in page.editions:
        said = compact(change(edition, addresses))
        if edition.event == "published":
            said = said[:-1] + b',"document":' + bytes(bodies.get(edition.number, b"null")) + b"}"
        yield said if representation.is_stored else representation.shape_json(said)


def affected_by(page: FeedPage, parameters: ChangeParameters) -> list[dict[str, object]] | None:
    """Of what is live now, everything is to be made anyway."""
    if "affects" not in parameters.include:
        return None
    changed = [] if page.is_of_live else [edition.number for edition in page.editions]
    return [link.model_dump(mode="json") for link in affected(changed)]


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
    query = parameters.model_dump(exclude_defaults=True) | {"since": str(page.token), "limit": parameters.limit}
    return absolute(f"{request.path}?{urlencode(query, doseq=True)}")
