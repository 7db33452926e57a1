from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import ListingButton

class BaseColumn:
    name: str

class Column(BaseColumn):
    # What a table's rows are, its view alone knows.
    def __init__(
        self,
        name: str,
        label: str | Promise | None = None,
        accessor: str | Callable[[Any], object] | None = None,
        classname: str | None = None,
        sort_key: str | None = None,
        width: str | None = None,
    ) -> None: ...

class DateColumn(Column): ...

class LocaleColumn(Column):
    def __init__(self, *, label: str | Promise | None = None) -> None: ...

class UserColumn(Column): ...

class StatusTagColumn(Column):
    def __init__(
        self,
        name: str,
        primary: Callable[[Any], bool] | None = None,
        *,
        label: str | Promise | None = None,
        accessor: str | Callable[[Any], object] | None = None,
    ) -> None: ...

class TitleColumn(Column):
    def __init__(
        self,
        name: str,
        *,
        label: str | Promise | None = None,
        accessor: str | Callable[[Any], object] | None = None,
        url_name: str | None = None,
        get_url: Callable[[Any], str | None] | None = None,
    ) -> None: ...
    def get_link_url(self, instance: Any, parent_context: Mapping[str, Any]) -> str | None: ...

class ButtonsColumnMixin:
    def get_buttons(self, instance: Any, parent_context: Mapping[str, Any]) -> list[ListingButton]: ...

class Table(Component):
    def __init__(self, columns: Iterable[Column], data: Iterable[object]) -> None: ...
