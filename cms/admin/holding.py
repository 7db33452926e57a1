"""Actions for many pages hold all of them first (``cms.publishing.rows.holding``)."""

from collections.abc import Collection

from django.db.models import Model
from django.http import HttpRequest
from wagtail.models import DraftStateMixin, Page

from cms.publishing.rows.holding import hold


def hold_all(request: HttpRequest, action_type: str, objects: Collection[Model], action: object) -> None:
    """Before a bulk action."""
    hold([each for each in objects if isinstance(each, DraftStateMixin)], with_all_below=True)


def hold_tree(request: HttpRequest, page: Page, destination: object = None) -> None:
    """Before a page is taken away or moved, with what is below it."""
    if request.method == "POST":
        hold([page], with_all_below=True)
