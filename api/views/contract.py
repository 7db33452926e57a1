"""The contract: the OpenAPI file as it stands in the repository, and a page to try it without any CDN."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.parameters.models import NoParameters
from api.representations.representation import compact
from api.views.base import PublicView, reply

OPENAPI_FILE = Path(__file__).resolve().parent.parent / "openapi.json"
SERVER = b"https://content.hospital.example"
SWAGGER_UI = files("drf_spectacular_sidecar") / "static" / "drf_spectacular_sidecar" / "swagger-ui-dist"
ASSETS = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
START = b"""window.onload = () => {
  SwaggerUIBundle({ url: "../openapi.json", dom_id: "#api", deepLinking: true, supportedSubmitMethods: ["get"] });
};
"""
PAGE = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Hospital content API</title>
<link rel="stylesheet" href="swagger-ui.css">
<link rel="icon" href="favicon-32x32.png">
</head>
<body>
<div id="api"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
</body>
</html>
"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
)


@cache
def openapi_file() -> bytes:
    """As it is in the repository, but for where this hospital serves the API."""
    return OPENAPI_FILE.read_bytes().replace(b'"' + SERVER + b'"', compact(settings.API_BASE_URL), 1)


class OpenApiView(PublicView[NoParameters]):
    """The OpenAPI 3.1 description of this API."""

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        return reply(request, openapi_file())


class DocsView(PublicView[NoParameters]):
    """A page to read and try the API."""

    is_negotiated = False

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        return reply(request, PAGE, content_type="text/html", headers={"Content-Security-Policy": POLICY})


class DocsAssetView(PublicView[NoParameters]):
    """What the page needs."""

    is_negotiated = False

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        name = address["name"]
        headers = {"Cache-Control": "public, max-age=86400"}
        if name == "start.js":
            return reply(request, START, content_type="text/javascript", headers=headers)
        if name not in ASSETS:
            raise Http404(name)
        content = (SWAGGER_UI / name).read_bytes()
        return reply(request, content, content_type=ASSETS[name], headers=headers)
