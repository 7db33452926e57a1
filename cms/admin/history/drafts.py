"""Views of all kinds of pages: of their drafts' history with a way to what readers saw, and their forms."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.admin.buttons import was_published
from cms.admin.subjects import history_url
from cms.admin.together.correcting import Correcting
from cms.admin.together.editing import TogetherEditView
from cms.site.pages import HomePage, InformationPage


class DraftHistoryView(PageHistoryView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons: list[HeaderButton] = super().header_buttons
        if not was_published(self.object):
            return buttons
        url = history_url(self.object.specific_class, self.object.pk)
        return [*buttons, HeaderButton(_("Published history"), url=url, icon_name="history")]


class RevisionView(RevisionsView):
    """Wagtail does not say which revision it shows; the web site must know which to ask for."""

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        page = self.revision_object
        mode = request.GET.get("mode", page.default_preview_mode)
        response: HttpResponseBase = page.make_preview_request(request, mode, {"revision_id": self.revision_id})
        return response


class PublishedPageViewSet(PageViewSet):
    """Of every kind of page that has documents."""

    history_view_class = DraftHistoryView
    edit_view_class = TogetherEditView
    revisions_view_class = RevisionView
    list_per_page = 25  # drawing a row takes longer than finding it

    @cached_property
    def correct_view(self) -> Callable[..., HttpResponseBase]:
        view: Callable[..., HttpResponseBase] = self.construct_view(
            type("CorrectView", (Correcting, self.edit_view_class), {})
        )
        return view


def correct_page(request: HttpRequest, page_id: int, live: int) -> HttpResponseBase:
    """By the form of the page's kind."""
    try:
        viewset = page_viewset_registry.get_by_page_id(page_id)
    except Page.DoesNotExist:
        raise Http404 from None
    if not isinstance(viewset, PublishedPageViewSet):
        raise Http404
    response: HttpResponseBase = viewset.correct_view(request, page_id=page_id, live=live)
    return response


class HomePageViewSet(PublishedPageViewSet):
    model = HomePage


class InformationPageViewSet(PublishedPageViewSet):
    model = InformationPage
