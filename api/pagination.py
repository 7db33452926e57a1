"""Pages of a list by cursor: DRF's, with the parameters already parsed and errors as problems."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from api.contract.problems import ParameterError
from api.parameters import Order
from api.problems import InvalidParameters

COLUMNS: dict[Order, tuple[str, str]] = {
    "title": ("sort_title", "id"),
    "-title": ("-sort_title", "-id"),
    "published_at": ("published_at", "id"),
    "-published_at": ("-published_at", "-id"),
}


class DocumentCursor(CursorPagination):
    """A cursor over documents."""

    def __init__(self, *, limit: int, order: Order) -> None:
        self.page_size = self.limit = limit
        self.ordering = self.columns = COLUMNS[order]

    def get_page_size(self, request: Request) -> int:
        return self.limit

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        return self.columns

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        try:
            return super().paginate_queryset(queryset, request, view=view) or []
        except (ValueError, ValidationError, DataError):
            # It comes from a list in another order, and its position fits no column of this one.
            raise not_of_this_list() from None

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            return super().decode_cursor(request)
        except NotFound:
            raise not_of_this_list() from None


def not_of_this_list() -> InvalidParameters:
    detail = "Not a cursor of this list. Take it from next or previous, or leave it out to start anew."
    return InvalidParameters([ParameterError(parameter="cursor", detail=detail, allowed=[])])
