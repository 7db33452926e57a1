"""The change feed."""

from typing import cast
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from api.contract.changes import Change, ChangeList, DocumentReference
from api.contract.problems import RecallClass, WithdrawalReason
from api.contract.values import DocumentTypeName
from api.feed import FeedPage, LogEnd, Token, read_page
from api.models import Edition
from api.parameters import ChangeParameters
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
        changes = ChangeList(
            results=[change(request, edition) for edition in page.editions],
            token=str(page.token),
            more=page.more,
            next=next_link(request, parameters, page),
        )
        return reply(request, changes.model_dump_json().encode(), headers={"Cache-Control": CACHE_CONTROL})


def change(request: Request, edition: Edition) -> Change:
    type_name = cast(DocumentTypeName, edition.type)
    return Change(
        number=edition.number,
        event=edition.event,
        type=type_name,
        id=edition.document_id,
        locale=edition.locale,
        slug=edition.slug,
        path=edition.path or None,
        published_at=edition.published_at,
        expires_at=edition.expires_at,
        digest=edition.digest or None,
        reason=cast(WithdrawalReason, edition.reason) or None,
        recall_class=cast(RecallClass, edition.recall_class) or None,
        replacement=replacement(edition),
        href=href(request, edition) if edition.event == Edition.Event.PUBLISHED else None,
    )


def replacement(edition: Edition) -> DocumentReference | None:
    if edition.replacement_id is None:
        return None
    return DocumentReference(type=cast(DocumentTypeName, edition.replacement_type), id=edition.replacement_id)


def href(request: Request, edition: Edition) -> str:
    address = reverse(f"api:{edition.type}", kwargs={"slug": edition.slug})
    return request.build_absolute_uri(f"{address}?{urlencode({'locale': edition.locale})}")


def next_link(request: Request, parameters: ChangeParameters, page: FeedPage) -> str:
    query = parameters.model_dump() | {"since": str(page.token)}
    return request.build_absolute_uri(f"{request.path}?{urlencode(query, doseq=True)}")
