from typing import Any

from django.http import HttpRequest

class PreviewableMixin:
    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str: ...
    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]: ...
