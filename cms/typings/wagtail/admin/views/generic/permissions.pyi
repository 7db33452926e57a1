from collections.abc import Sequence
from typing import ClassVar

from django.views.generic import View

class PermissionCheckedMixin(View):
    permission_required: str | None
    any_permission_required: ClassVar[Sequence[str] | None]

    def user_has_permission(self, permission: str) -> bool: ...
    def user_has_any_permission(self, permissions: Sequence[str]) -> bool: ...
