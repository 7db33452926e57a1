from typing import Any

from django.views.generic import TemplateView
from django.views.generic.edit import BaseCreateView, BaseUpdateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

class IndexView(PermissionCheckedMixin, BaseListingView): ...

class CreateView(PermissionCheckedMixin, WagtailAdminTemplateMixin, BaseCreateView[Any, Any]):
    # Of the model that the view set is about.
    object: Any

    def get_success_buttons(self) -> list[Component]: ...

class EditView(PermissionCheckedMixin, WagtailAdminTemplateMixin, BaseUpdateView[Any, Any]):
    object: Any

    def get_success_buttons(self) -> list[Component]: ...

class InspectView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    # Of the model that the view set is about.
    object: Any
