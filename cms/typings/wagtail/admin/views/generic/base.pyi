from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.views.generic.base import ContextMixin, TemplateResponseMixin
from django.views.generic.list import BaseListView
from wagtail.admin.ui.tables import Column, Table

class WagtailAdminTemplateMixin(TemplateResponseMixin, ContextMixin):
    page_title: str | Promise
    page_subtitle: str | Promise
    header_icon: str
    breadcrumbs_items: list[dict[str, str]]

    def get_page_title(self) -> str: ...
    def get_page_subtitle(self) -> str: ...
    def get_breadcrumbs_items(self) -> list[dict[str, str]]: ...

class BaseListingView(WagtailAdminTemplateMixin, BaseListView[Any]):
    results_template_name: str
    index_url_name: str
    index_results_url_name: str
    default_ordering: str | None
    results_only: bool
    index_url: str

    @property
    def columns(self) -> list[Column]: ...
    def get_base_queryset(self) -> QuerySet[Any]: ...
    def get_index_url(self) -> str: ...
    def get_table(self, object_list: Any) -> Table: ...
