"""Single sections of a treatment, with what makes them safe to show alone."""

from typing import cast, get_args

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.contract.answers.problems import ParameterError
from api.contract.blocks import SectionKind
from api.contract.catalogue import PROCEDURE
from api.contract.documents import ProcedureDocument
from api.contract.sections import ProcedureSections, kinds_of
from api.http.problems import NeverExisted
from api.log.bodies import read
from api.parameters.models import SectionParameters
from api.representations.markdown_documents import sections_as_markdown
from api.representations.representation import MARKDOWN, Representation
from api.views.base import PublicView, in_json
from api.views.documents import find, format_of, negotiated, reply_in


class SectionsView(PublicView[SectionParameters]):
    parameters = SectionParameters

    def negotiate(self, request: HttpRequest, parameters: SectionParameters) -> str:
        return negotiated(request, parameters.format, (in_json(parameters), (MARKDOWN,)))

    def answer(self, request: Request, parameters: SectionParameters, **address: str) -> HttpResponseBase:
        kind, slug, locale = address["kind"], address["slug"], parameters.locale
        representation = parameters.representation(form=format_of(self.media_type), part=f"sections/{kind}")

        def make(body: bytes, representation: Representation) -> bytes:
            document, said = read(ProcedureDocument, body)
            sections = sections_of(document, kind)
            if representation.format == "markdown":
                return sections_as_markdown(sections, said)
            return representation.of_model(sections)

        found = find(request, PROCEDURE, representation, locale=locale, slug=slug, make=make)
        self.blocks = found.blocks
        response = reply_in(request, PROCEDURE, representation, found, locale=locale)
        if parameters.format is None:
            response.headers["Vary"] = "Accept"
        return response


def sections_of(document: ProcedureDocument, kind: str) -> ProcedureSections:
    """Raise NeverExisted that names the kinds there are."""
    there: list[str] = list(dict.fromkeys(kind for section in document.sections for kind in kinds_of(section)))
    if kind in there:
        return ProcedureSections.of(document, cast(SectionKind, kind))
    known = "" if kind in get_args(SectionKind) else " There is no such kind at all."
    error = ParameterError(parameter="kind", detail="Ask for a kind that this treatment has.", allowed=there)
    raise NeverExisted(f"“{document.title}” has no section of the kind {kind!r}.{known}", errors=[error])
