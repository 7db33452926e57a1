"""API keys in the admin's settings: made, shown once, made anew, revoked."""

from collections.abc import Mapping

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import ListingButton

from api.access.keys import OVERLAP, generate_key, is_valid, rotate
from api.models import ApiKey
from cms.admin.access.forms import SCOPES, ApiKeyForm
from cms.admin.dates import day
from cms.webhooks.forms import DOCUMENT_TYPES


def state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return gettext("Revoked")
    return gettext("Valid") if is_valid(key) else gettext("Expired")


def until(key: ApiKey) -> str:
    end = key.revoked_at or key.expires_at
    return day(end) if end else gettext("Somebody revokes it")


def scopes(key: ApiKey) -> str:
    """With what they are narrowed to."""
    labels = dict(SCOPES)
    kinds = dict(DOCUMENT_TYPES)
    narrowed = [*(str(kinds.get(kind, kind)) for kind in key.document_types), *key.locales]
    opened = ", ".join(str(labels.get(scope, scope)) for scope in key.scopes)
    return f"{opened} ({', '.join(narrowed)})" if narrowed else opened


def last_used(key: ApiKey) -> str:
    return day(key.last_used_at) if key.last_used_at else gettext("Never")


class KeyColumn(ButtonsColumnMixin, TitleColumn):
    def __init__(self, name: str, *, label: str, may_revoke: bool) -> None:
        super().__init__(name, label=label)
        self.may_revoke = may_revoke

    def get_buttons(self, instance: ApiKey, parent_context: Mapping[str, object]) -> list[ListingButton]:
        if not self.may_revoke or instance.revoked_at is not None:
            return []
        revoke = ListingButton(gettext("Revoke"), url=reverse("api_keys:revoke", args=[instance.pk]), icon_name="cross")
        if not is_valid(instance):
            return [revoke]
        renew = ListingButton(
            gettext("Make a new one"), url=reverse("api_keys:rotate", args=[instance.pk]), icon_name="rotate"
        )
        return [renew, revoke]


class IndexView(generic.IndexView):
    """Keys are not changed: a key can be revoked, and another made in its place."""

    default_ordering = None

    def get_base_queryset(self) -> QuerySet[ApiKey]:
        return ApiKey.objects.order_by("name", "pk")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            KeyColumn("name", label=gettext("Who uses it"), may_revoke=self.user_has_permission("change")),
            Column("prefix", label=gettext("Begins with")),
            Column("scopes", label=gettext("May read"), accessor=scopes),
            StatusTagColumn("state", label=gettext("State"), accessor=state, primary=is_valid),
            Column("until", label=gettext("Until"), accessor=until),
            Column("last_used", label=gettext("Last used"), accessor=last_used),
            Column("created_at", label=gettext("Made on"), accessor=lambda key: day(key.created_at)),
        ]


class CreateView(generic.CreateView):
    """Answers with the key itself, and never again: it is in no session, no message and no log."""

    form_class = ApiKeyForm

    def form_valid(self, form: ApiKeyForm) -> HttpResponse:
        given = {name: form.cleaned_data[name] for name in form.Meta.fields}
        plain, self.object = generate_key(**given, expires_at=form.expires_at)
        self.object.save()
        return shown_once(self.request, self.get_context_data(form=form) | {"key": self.object, "plain": plain})


def shown_once(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    response = TemplateResponse(request, "cms/admin/api_key.html", context)
    add_never_cache_headers(response)
    return response


class KeyView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks before it does something to one key."""

    model = ApiKey
    permission_required = "change"
    header_icon = "key"

    def get_object(self) -> ApiKey:
        return get_object_or_404(ApiKey, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        keys = {"url": reverse("api_keys:index"), "label": gettext("API keys")}
        return [*self.breadcrumbs_items, keys, {"url": "", "label": str(self.get_object())}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {"key": self.get_object(), "index_url": reverse("api_keys:index")}


class RevokeView(KeyView):
    template_name = "cms/admin/revoke_api_key.html"
    page_title = _("Revoke")

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        key = self.get_object()
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
        messages.success(request, gettext("The key {key} is revoked. It opens nothing any more.").format(key=key))
        return redirect("api_keys:index")


class RotateView(KeyView):
    """Answers with the new key itself, and never again."""

    template_name = "cms/admin/rotate_api_key.html"
    page_title = _("Make a new one")

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {"days": OVERLAP.days}

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        old = self.get_object()
        if not is_valid(old):
            messages.error(request, gettext("The key {key} opens nothing any more. Add a new one.").format(key=old))
            return redirect("api_keys:index")
        plain, new = rotate(old)
        return shown_once(request, self.get_context_data() | {"key": new, "plain": plain})


OWN = [
    path("revoke/<int:pk>/", RevokeView.as_view(), name="revoke"),
    path("rotate/<int:pk>/", RotateView.as_view(), name="rotate"),
]


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    name = "api_keys"
    icon = "key"
    menu_label = _("API keys")
    menu_order = 910
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView

    def get_form_class(self, for_update: bool = False) -> type[ApiKeyForm]:
        return ApiKeyForm

    def register_admin_url_finder(self) -> None:
        """Reports that list what people did would link each key to a view for changing it."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Keys are neither changed nor deleted: what they opened, and when they were revoked, is part of the record."""
        kept = ("index", "index_results", "add")
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
        return [*patterns, *OWN]
