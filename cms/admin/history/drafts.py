"""Wagtail's history of a page, with a way to what readers saw."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.buttons import was_published
from cms.admin.subjects import history_url
from cms.site.pages import HomePage, InformationPage


class DraftHistoryView(PageHistoryView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        buttons: list[HeaderButton] = super().header_buttons
        if not was_published(self.object):
            return buttons
        url = history_url(self.object.specific_class, self.object.pk)
        return [*buttons, HeaderButton(_("Published history"), url=url, icon_name="history")]


class PublishedPageViewSet(PageViewSet):
    """Of every kind of page that has documents."""

    history_view_class = DraftHistoryView


class HomePageViewSet(PublishedPageViewSet):
    model = HomePage


class InformationPageViewSet(PublishedPageViewSet):
    model = InformationPage
