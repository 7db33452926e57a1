from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.ui.components import Component

class MenuItem:
    label: str | Promise
    url: str
    name: str
    icon_name: str
    order: int

    def __init__(
        self,
        label: str | Promise,
        url: str,
        name: str | None = None,
        classname: str = "",
        icon_name: str = "",
        attrs: dict[str, str] | None = None,
        order: int = 1000,
    ) -> None: ...
    def is_shown(self, request: HttpRequest) -> bool: ...
    def render_component(self, request: HttpRequest) -> Component: ...
