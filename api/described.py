"""Every address that the contract describes: those of both planes, and those that the authoring plane alone has."""

from django.urls import path
from drf_spectacular.utils import OpenApiResponse

from api.contract.answers.previews import Draft
from api.contract.answers.problems import Problem
from api.openapi.operations import answer_header, document_operation, in_path
from api.urls import urlpatterns as of_both_planes
from api.views.previews import DraftView

draft = document_operation(
    DraftView,
    name="preview",
    summary="A draft",
    description="What would be published now of a page that somebody writes: the same JSON, made by the same code, "
    "with `edition` null and `preview` beside it. Only at the address of the admin, never of the public API; nobody "
    "may keep it. The admin gives tokens to the hospital's front end, and takes them back. A token of the whole site "
    "at a moment to come, or of a release, opens no page: below this address stand lists, menus, alerts, search and "
    "suggestions as they will be (`preview/{token}/procedures/` …), with the parameters and shapes of the public ones.",
    answer=Draft,
    tag="preview",
    address=[
        in_path(
            "token",
            str,
            "As the admin gave it to the front end.",
            example="0f8e2c5d4b7a4f1e9c3d2b1a0f9e8d7c.q3Zl0wV2c1mJ8yQe5rT7uI9oP4aS6dF8gH1jK3lZ5xC",
        )
    ],
    errors={
        403: OpenApiResponse(Problem, description="The token opens lists and search, and no page."),
        404: OpenApiResponse(Problem, description="No such token was ever given out."),
        409: OpenApiResponse(
            Problem, description="Nothing of the draft can be shown yet: `detail` says what is missing."
        ),
        410: OpenApiResponse(Problem, description="The token has expired, or was taken back."),
    },
    headers=[
        answer_header("X-Robots-Tag", "`noindex, nofollow`."),
        answer_header("Referrer-Policy", "`no-referrer`."),
    ],
)
urlpatterns = [
    *of_both_planes,
    path("api/v1/preview/<str:token>/", draft.as_view(), name="preview"),
]
