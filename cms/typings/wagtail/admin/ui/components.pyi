from collections.abc import Mapping
from typing import Any

from django.forms import Media

class Component:
    @property
    def media(self) -> Media: ...
    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any] | None: ...
    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str: ...

class MediaContainer(list[Component]):
    @property
    def media(self) -> Media: ...
