"""Every address of the API, for both planes."""

from typing import Any

from django.urls import URLPattern, include, path

from api.catalogue import CATALOGUE, VOCABULARIES, DocumentType
from api.contract.entry import EntryPoint, Health
from api.openapi import document_operation, hidden
from api.views.base import PublicView
from api.views.contract import DocsAssetView, DocsView, OpenApiView
from api.views.documents import DocumentView
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
        description="The current edition. What was public once and is withdrawn answers 410, what never was 404.",
        answer=kind.document,
        tag=kind.collection,
        can_be_absent=True,
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
    path("openapi.json", hidden(OpenApiView).as_view(), name="openapi"),
    path("docs/", hidden(DocsView).as_view(), name="docs"),
    path("docs/<str:name>", hidden(DocsAssetView).as_view(), name="docs-asset"),
]

urlpatterns = [
    path("api/v1/", include((version_1, "api"))),
    path("healthz", liveness.as_view(), name="healthz"),
    path("readyz", readiness.as_view(), name="readyz"),
]
