"""Whether the process runs, and whether it can answer."""

import logging

from django.db import ProgrammingError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.contract.entry import Health
from api.http.problems import DatabaseUnreachable
from api.log.models import Document
from api.parameters.models import NoParameters
from api.representations.representation import JSON
from api.views.base import PublicView

logger = logging.getLogger(__name__)


def healthy() -> HttpResponse:
    return HttpResponse(Health().model_dump_json(), content_type=JSON, headers={"Cache-Control": "no-store"})


class LivenessView(PublicView[NoParameters]):
    """The process is up."""

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        return healthy()


class ReadinessView(PublicView[NoParameters]):
    """The database answers, and its tables are there."""

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        try:
            Document.objects.exists()
        except ProgrammingError as error:
            logger.warning("Not ready: %s", error)
            raise DatabaseUnreachable("The database lacks its tables, or the right to read them.") from error
        return healthy()
