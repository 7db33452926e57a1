"""Every address of the API, for both planes."""

from collections.abc import Iterator

from django.urls import URLPattern, include, path, re_path
from drf_spectacular.utils import OpenApiResponse

from api.contract.answers.problems import GoneProblem, Problem, UnknownPathProblem
from api.contract.answers.search import SearchResults, Suggestions
from api.contract.answers.webhooks import DeliveryLog
from api.contract.any_document import Document, Resolution
from api.contract.catalogue import CATALOGUE, VOCABULARIES, DocumentType
from api.contract.changes import ChangeList
from api.contract.entry import EntryPoint, Health
from api.contract.lists import OVERVIEWS, ListEnvelope
from api.contract.sections import ProcedureSections
from api.contract.site import AlertList
from api.http.problems import FeedTokenExpired
from api.openapi.operations import (
    ABSENCE,
    CACHE_HEADERS,
    KEY_ERRORS,
    KEY_HEADERS,
    KEY_IS_OPTIONAL,
    NO_SUCH_PAGE,
    RECORD_HEADERS,
    SLUGS,
    answer_header,
    document_operation,
    hidden,
    in_path,
)
from api.parameters.models import (
    SectionParameters,
    ShapeParameters,
    document_parameters,
    list_parameters,
    parameters_for,
)
from api.views.alerts import AlertsView
from api.views.base import SomeView
from api.views.changes import ChangesView
from api.views.contract import DocsAssetView, DocsView, OpenApiView
from api.views.documents import DocumentView
from api.views.entry import EntryView
from api.views.health import LivenessView, ReadinessView
from api.views.keyed.editions import EditionView
from api.views.keyed.webhooks import DeliveriesView
from api.views.lists import DocumentListView, VocabularyListView
from api.views.media import MediaView
from api.views.overviews import OverviewView
from api.views.resolve import ResolveView
from api.views.search import SearchView
from api.views.sections import SectionsView
from api.views.suggest import SuggestView


def list_view_of(kind: DocumentType, answer: type[ListEnvelope]) -> type[SomeView]:
    list_base = VocabularyListView if kind in VOCABULARIES else DocumentListView
    view: type[SomeView] = document_operation(
        type(
            f"{kind.name.title()}ListView",
            (list_base,),
            {"document_type": kind, "parameters": list_parameters(kind, answer)},
        ),
        name=f"list_{kind.collection}",
        summary=f"List of {kind.collection}",
        description="Summaries, in pages: follow `next` until it is null.",
        answer=answer,
        tag=kind.collection,
        errors=NO_SUCH_PAGE,
    )
    return view


def detail_view_of(kind: DocumentType) -> type[SomeView]:
    example = SLUGS.get(kind.name, kind.name)
    slug = in_path("slug", str, "Its `slug` in the language of `locale`.", example=example)
    view: type[SomeView] = document_operation(
        type(
            f"{kind.name.title()}View",
            (DocumentView,),
            {"document_type": kind, "parameters": document_parameters(kind)},
        ),
        name=f"get_{kind.name}",
        summary=f"One {kind.name}",
        description="The current edition. What was public once and is withdrawn answers 410, what never was 404. "
        "With `as_of` and a key, the edition that was current then, byte for byte; without `as_of`, a key is ignored.",
        answer=kind.document,
        tag=kind.collection,
        address=[] if kind.only_slug else [slug],
        errors={**KEY_ERRORS, **ABSENCE},
        headers=[*CACHE_HEADERS, *RECORD_HEADERS],
        security=KEY_IS_OPTIONAL,
    )
    return view


def overview_of(kind: DocumentType) -> type[SomeView]:
    answer = OVERVIEWS[kind.name]
    lists = {name: LIST_VIEWS[name] for name in answer.model_fields if name != "document"}
    slug = in_path("slug", str, "Its `slug` in the language of `locale`.", example=SLUGS[kind.name])
    return document_operation(
        type(
            f"{kind.name.title()}OverviewView",
            (OverviewView,),
            {"document_type": kind, "lists": lists, "parameters": parameters_for(ShapeParameters, answer)},
        ),
        name=f"get_{kind.name}_overview",
        summary=f"One {kind.name} with what names it",
        description="The document and the lists that a page about it shows, in one request. Each list is as at its own "
        "address with this filter; `next` leads on where there are more than a hundred.",
        answer=answer,
        tag=kind.collection,
        address=[slug],
        errors=ABSENCE,
        headers=CACHE_HEADERS,
    )


LIST_VIEWS = {kind.collection: list_view_of(kind, kind.listing) for kind in CATALOGUE.values() if kind.listing}
"""By collection."""


def collection_urls(kind: DocumentType) -> Iterator[URLPattern]:
    detail_view = detail_view_of(kind).as_view()
    if kind.only_slug:
        yield path(f"{kind.collection}/", detail_view, {"slug": kind.only_slug}, name=kind.name)
        return
    if kind.listing:
        yield path(f"{kind.collection}/", LIST_VIEWS[kind.collection].as_view(), name=kind.collection)
    yield path(f"{kind.collection}/<str:slug>/", detail_view, name=kind.name)
    if kind in VOCABULARIES:
        overview = overview_of(kind).as_view()
        yield path(f"{kind.collection}/<str:slug>/overview/", overview, name=f"{kind.name}-overview")


sections: type[SomeView] = document_operation(
    type(
        "ProcedureSectionsView", (SectionsView,), {"parameters": parameters_for(SectionParameters, ProcedureSections)}
    ),
    name="get_procedure_sections",
    summary="Sections of one kind",
    description="The sections of a treatment that answer one question, with what makes them safe to show alone: its "
    "title, its review, and every emergency and urgent card of the whole page.",
    answer=ProcedureSections,
    tag="procedures",
    address=[
        in_path("slug", str, "The treatment's `slug` in the language of `locale`.", example="cordotomy"),
        in_path("kind", str, "What the sections answer: their `kind`, or one of `also`.", example="risks"),
    ],
    errors={
        404: OpenApiResponse(
            Problem,
            description="There never was such a treatment, or it has no section of this kind: `errors` names the kinds "
            "it has.",
        ),
        410: ABSENCE[410],
    },
    headers=CACHE_HEADERS,
)
resolve = document_operation(
    ResolveView,
    name="resolve",
    summary="What a front-end path means",
    description="One hop from the path that a visitor asked a front end for. A page there: the same answer as at its "
    "own address, which `Content-Location` names. A redirect that editors made, a page that moved, or upper case: "
    "`type` is `redirect`, and `location` is the end of the chain. A missing slash at the end, percent-encoding and "
    "query strings make no difference, but that redirects of editors may ask for a query string.",
    answer=Resolution,
    tag="resolve",
    errors={
        404: OpenApiResponse(UnknownPathProblem, description="No page has the path, and none ever had."),
        410: OpenApiResponse(GoneProblem, description="A page had the path and is not public: `reason` says why."),
    },
    headers=[
        *CACHE_HEADERS,
        answer_header("Content-Location", "The document's own address. Not for a redirect."),
    ],
)
alerts = document_operation(
    AlertsView,
    name="list_alerts",
    summary="Alerts that hold now",
    description="Ask with `path` for those to show on one page. They may be kept until the first of them expires, at "
    "the longest.",
    answer=AlertList,
    tag="alerts",
    headers=CACHE_HEADERS,
)
search = document_operation(
    SearchView,
    name="search",
    summary="Search",
    description="Treatments, conditions, pages, specialties, people and places, best first: exact names, then names, "
    "then what they are about, then their text. Upper case, accents, endings and typing errors make no difference; lay "
    "names, abbreviations and the editors' synonyms find what they mean.",
    answer=SearchResults,
    tag="search",
    errors=NO_SUCH_PAGE,
    headers=CACHE_HEADERS,
)
suggest = document_operation(
    SuggestView,
    name="suggest",
    summary="Suggestions while typing",
    description="At most ten documents, each with the name that fits: names in which the words begin like those typed; "
    "where there are hardly any, names with similar words.",
    answer=Suggestions,
    tag="search",
    headers=CACHE_HEADERS,
)
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
        409: OpenApiResponse(
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
    address=[in_path("number", int, "Its number: `edition.number` of the document.", example=412)],
    errors={
        **KEY_ERRORS,
        404: OpenApiResponse(Problem, description="There is no edition with this number."),
        410: OpenApiResponse(GoneProblem, description="The edition is a withdrawal: `reason` says why."),
    },
    headers=RECORD_HEADERS,
)
deliveries = document_operation(
    DeliveriesView,
    name="list_webhook_deliveries",
    summary="What was sent to webhooks",
    description="Messages to the hospital's webhooks and what became of each, the newest first. For the people who run "
    "a receiver, with a key that has the scope `webhooks`.",
    answer=DeliveryLog,
    tag="webhooks",
    errors={**KEY_ERRORS, 403: OpenApiResponse(Problem, description="The key lacks the scope `webhooks`.")},
    headers=KEY_HEADERS,
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
    errors={503: OpenApiResponse(Problem, description="The database does not answer, or its tables are not there.")},
)

version_1 = [
    path("", entry.as_view(), name="entry"),
    *(url for kind in CATALOGUE.values() for url in collection_urls(kind)),
    path("procedures/<str:slug>/sections/<str:kind>/", sections.as_view(), name="procedure-sections"),
    path("alerts/", alerts.as_view(), name="alerts"),
    path("resolve/", resolve.as_view(), name="resolve"),
    path("search/", search.as_view(), name="search"),
    path("suggest/", suggest.as_view(), name="suggest"),
    path("changes/", changes.as_view(), name="changes"),
    path("editions/<int:number>/", edition.as_view(), name="edition"),
    path("webhooks/deliveries/", deliveries.as_view(), name="webhook-deliveries"),
    path("openapi.json", hidden(OpenApiView).as_view(), name="openapi"),
    path("docs/", hidden(DocsView).as_view(), name="docs"),
    path("docs/<str:name>", hidden(DocsAssetView).as_view(), name="docs-asset"),
]

urlpatterns = [
    path("api/v1/", include((version_1, "api"))),
    re_path(r"^media/(?P<name>[^/].*)$", hidden(MediaView).as_view(), name="media"),
    path("healthz", liveness.as_view(), name="healthz"),
    path("readyz", readiness.as_view(), name="readyz"),
]
