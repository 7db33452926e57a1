"""Hooks into Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from cms.publishing.preview import preview_context


@hooks.register("before_publish_page")
def keep_as_draft_what_cannot_be_published(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The form has checked every field; what the contract forbids all the same is told here, and the draft is kept.

    Without this the publication would fail further on, and take the editor's changes back with it.
    """
    problems = preview_context(page).get("problems")
    if not problems:
        return None
    messages.error(request, f"“{page.title}” is saved as a draft, but not published. {' '.join(problems)}")
    return redirect("wagtailadmin_pages:edit", page.pk)
