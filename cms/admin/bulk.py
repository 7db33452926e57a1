"""Actions for many pages at once, where Wagtail's own do not know what our pages are."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page


class PublishMany(PublishBulkAction):
    """Aliases have no text of their own to publish: they are left out, and said to be."""

    models: ClassVar[list[type[Page]]] = [Page]
    request: HttpRequest
    actionable_objects: list[Page]

    @classmethod
    def execute_action(
        cls, objects: Iterable[Page], include_descendants: bool = False, user: Any = None, **rest: object
    ) -> tuple[int, int]:
        chosen = [page for page in objects if page.alias_of_id is None]
        below = drafts_below(objects, user=user) if include_descendants else []
        parents, _ = super().execute_action(chosen, user=user, **rest)
        children, _ = super().execute_action([page for page in below if page not in chosen], user=user, **rest)
        return parents, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if aliases := [page for page in self.actionable_objects if page.alias_of_id is not None]:
            messages.warning(self.request, left_out(aliases))
        if not num_parent_objects + num_child_objects:
            return None
        return str(super().get_success_message(num_parent_objects, num_child_objects))


def drafts_below(pages: Iterable[Page], *, user: Any) -> list[Page]:
    drafts = (page for top in pages for page in top.get_descendants().not_live().filter(alias_of=None))
    return [page for page in drafts if user is None or page.permissions_for_user(user).can_publish()]


def left_out(aliases: list[Page]) -> str:
    names = ", ".join(f"“{page.title}”" for page in aliases)
    return _("Left out, as an alias is published with its original: {names}. Publish the original.").format(names=names)
