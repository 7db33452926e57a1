"""The draft that a token opens: as it was saved, or with what somebody is typing.

What is typed is kept by Wagtail for its own preview, as the form sent it; Wagtail's own views make a page of it.
"""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from cms.previews.models import PreviewGrant
from cms.previews.tokens import TokenOverError


def draft_of(grant: PreviewGrant) -> tuple[Page, bool]:
    """The page, and whether it says what is not saved yet. Raise TokenOverError where the user may not see it."""
    if not grant.is_of_page:
        raise TokenOverError
    try:
        return with_typing(grant) if grant.has_typing else (as_saved(grant), False)
    except (Http404, PermissionDenied) as error:
        raise TokenOverError from error


def as_saved(grant: PreviewGrant) -> Page:
    """Raise Http404, PermissionDenied."""
    page = Page.objects.filter(pk=grant.object_id).first()
    if page is None:
        raise Http404
    rights = page.permissions_for_user(grant.user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    return cast(Page, grant.revision.as_object()) if grant.revision else page.get_latest_revision_as_object()


def with_typing(grant: PreviewGrant) -> tuple[Page, bool]:
    """What cannot be read of the form (a field that holds what no field can) leaves the page as it was saved.

    Raise Http404, PermissionDenied.
    """
    view = PreviewOnEditView() if grant.object_id else PreviewOnCreateView()
    request = HttpRequest()
    request.user = grant.user
    view.setup(request, **address_of(grant))
    typed = view.get_form_state_queryset().first()
    form = view.get_form(QueryDict(typed.data if typed else ""))
    page: Page = view.object
    if typed is None or not view.validate_form(form):
        return page, False
    form.save(commit=False)
    saved_at = page.latest_revision_created_at
    return page, saved_at is None or saved_at < typed.last_updated_at


def address_of(grant: PreviewGrant) -> dict[str, object]:
    """What stands in the address of Wagtail's preview."""
    if grant.object_id:
        return {"page_id": grant.object_id}
    app_label, model = grant.content_type.natural_key()
    return {
        "content_type_app_name": app_label,
        "content_type_model_name": model,
        "parent_page_id": grant.parent_object_id,
    }
