"""Every address of the API, for both planes."""

from typing import Any

from django.urls import URLPattern, include, path
from drf_spectacular.utils import OpenApiResponse

from api.catalogue import CATALOGUE, VOCABULARIES, DocumentType
from api.contract.changes import ChangeList
from api.contract.documents import Document
from api.contract.entry import EntryPoint, Health
from api.contract.problems import GoneProblem, Problem
from api.openapi import (
    ABSENCE,
    CACHE_HEADERS,
    KEY_ERRORS,
    KEY_IS_OPTIONAL,
    RECORD_HEADERS,
    document_operation,
    hidden,
    in_path,
)
from api.problems import FeedTokenExpired
from api.views.base import PublicView
from api.views.changes import ChangesView
from api.views.contract import DocsAssetView, DocsView, OpenApiView
from api.views.documents import DocumentView
from api.views.editions import EditionView
from api.views.entry import EntryView
from api.views.health import LivenessView, ReadinessView
from api.views.lists import DocumentListView, VocabularyListView


def views_of(kind: DocumentType) -> tuple[type[PublicView[Any]], type[PublicView[Any]]]:
    """The list and the detail view of a document type."""
    list_base = VocabularyListView if kind in VOCABULARIES else DocumentListView
    list_view: type[PublicView[Any]] = document_operation(
        type(f"{kind.name.title()}ListView", (list_base,), {"document_type": kind}),
        name=f"list_{kind.collection}",
        summary=f"List of {kind.collection}",
        description="Summaries, in pages: follow `next` until it is null.",
        answer=kind.listing,
        tag=kind.collection,
    )
    detail_view: type[PublicView[Any]] = document_operation(
        type(f"{kind.name.title()}View", (DocumentView,), {"document_type": kind}),
        name=f"get_{kind.name}",
        summary=f"One {kind.name}",
        description="The current edition. What was public once and is withdrawn answers 410, what never was 404. "
        "With `as_of` and a key, the edition that was current then, byte for byte; without `as_of`, a key is ignored.",
        answer=kind.document,
        tag=kind.collection,
        address=[in_path("slug", str, "Its `slug` in the language of `locale`.")],
        errors={**KEY_ERRORS, **ABSENCE},
        headers=[*CACHE_HEADERS, *RECORD_HEADERS],
        security=KEY_IS_OPTIONAL,
    )
    return list_view, detail_view


def collection_urls(kind: DocumentType) -> list[URLPattern]:
    list_view, detail_view = views_of(kind)
    return [
        path(f"{kind.collection}/", list_view.as_view(), name=kind.collection),
        path(f"{kind.collection}/<str:slug>/", detail_view.as_view(), name=kind.name),
    ]


entry = document_operation(
    EntryView,
    name="entry_point",
    summary="Entry point",
    description="Links to everything there is.",
    answer=EntryPoint,
    tag="entry",
)
changes = document_operation(
    ChangesView,
    name="list_changes",
    summary="Change feed",
    description="Every edition in the order in which it took effect. Begin with `since=0`, which gives everything that "
    "is live now; then follow `next` while `more` is true, and later again: each publication and each withdrawal comes "
    "exactly once, whatever the filters.",
    answer=ChangeList,
    tag="changes",
    errors={
        410: OpenApiResponse(
            Problem,
            description=f"`type` is `{FeedTokenExpired.type}`: the feed cannot continue from this token. Start again "
            "with `since=0`.",
        )
    },
)
edition = document_operation(
    EditionView,
    name="get_edition",
    summary="One edition",
    description="What was published under this number, byte for byte as it was served. A withdrawal answers 410 with "
    "its reason.",
    answer=Document,
    tag="record",
    address=[in_path("number", int, "Its number: `edition.number` of the document.")],
    errors={
        **KEY_ERRORS,
        404: OpenApiResponse(Problem, description="There is no edition with this number."),
        410: OpenApiResponse(GoneProblem, description="The edition is a withdrawal: `reason` says why."),
    },
    headers=RECORD_HEADERS,
)
liveness = document_operation(
    LivenessView,
    name="healthz",
    summary="Process up",
    description="Answers as soon as the process can, without the database.",
    answer=Health,
    tag="health",
)
readiness = document_operation(
    ReadinessView,
    name="readyz",
    summary="Database reachable",
    description="200 when the database answers and its tables are there, else 503.",
    answer=Health,
    tag="health",
)

version_1 = [
    path("", entry.as_view(), name="entry"),
    *(url for kind in CATALOGUE.values() for url in collection_urls(kind)),
    path("changes/", changes.as_view(), name="changes"),
    path("editions/<int:number>/", edition.as_view(), name="edition"),
    path("openapi.json", hidden(OpenApiView).as_view(), name="openapi"),
    path("docs/", hidden(DocsView).as_view(), name="docs"),
    path("docs/<str:name>", hidden(DocsAssetView).as_view(), name="docs-asset"),
]

urlpatterns = [
    path("api/v1/", include((version_1, "api"))),
    path("healthz", liveness.as_view(), name="healthz"),
    path("readyz", readiness.as_view(), name="readyz"),
]
