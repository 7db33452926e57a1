"""The links of a page: made, shown once with a picture for a phone's camera, listed, and taken back."""

from typing import cast

import segno
from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from cms.sharing.links import Wanted, may_share, revoke, share
from cms.sharing.models import ShareLink
from cms.sharing.signatures import statement_of

SHORTEST = 8
"""Characters of a passphrase."""


class ShareForm(forms.Form):
    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=160,
        help_text=_("So that you know later whose link this was. They do not see it."),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        required=False,
        min_length=SHORTEST,
        max_length=80,
        help_text=_(
            "If you give one, it is asked for. Tell it by another way than the link, by telephone for example."
        ),
    )
    has_translations = forms.BooleanField(label=_("With its translations"), required=False)
    has_related = forms.BooleanField(
        label=_("With drafts of shared content"),
        required=False,
        help_text=_("Contact lines, people and links are shown as their drafts have them."),
    )

    asks_signature = forms.BooleanField(
        label=_("Ask for a signature"),
        required=False,
        initial=True,
        help_text=_(
            "A clinician of your hospital signs with name and registration number. It counts as the clinical review."
        ),
    )

    def __init__(self, *args: object, page: Page, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if statement_of(page) is None:
            del self.fields["asks_signature"]
        most = settings.SHARE_MOST_DAYS
        self.fields["days"] = forms.IntegerField(
            label=_("How many days it opens the draft"),
            initial=settings.SHARE_DAYS,
            min_value=1,
            max_value=most,
            help_text=gettext("At most {days}.").format(days=most),
        )
        self.order_fields(["for_whom", "days"])


class ShareView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    form_class = ShareForm
    template_name = "cms/admin/share_links.html"
    page_title = _("Share the draft")
    header_icon = "link"
    page: Page

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.page = shareable(request, cast(int, options["page_id"]))
        return super().dispatch(request, *args, **options)

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "page": self.page}

    def get_page_subtitle(self) -> str:
        return str(self.page)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        links = ShareLink.objects.filter(page=self.page.pk).select_related("created_by")
        return super().get_context_data(**options) | {"page": self.page, "links": links}

    def form_valid(self, form: ShareForm) -> HttpResponse:
        """Shown in the answer itself, and nowhere again."""
        link, token = share(self.page, Wanted(**form.cleaned_data), cast(User, self.request.user))
        address = self.request.build_absolute_uri(reverse("shared", args=[token]))
        shown = {"form": ShareForm(page=self.page), "address": address, "code": code_of(address), "new": link}
        return self.render_to_response(self.get_context_data(**shown))


def code_of(address: str) -> SafeString:
    """A QR code for a phone's camera."""
    title = gettext("The link, for a phone")
    return mark_safe(segno.make(address, error="m").svg_inline(scale=5, border=4, title=title))  # noqa: S308


def shareable(request: HttpRequest, page_id: int) -> Page:
    page: Page = get_object_or_404(Page, pk=page_id).specific
    if not may_share(page, request.user):
        raise PermissionDenied
    return page


class RevokeView(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int, link_id: int) -> HttpResponse:
        page = shareable(request, page_id)
        link = get_object_or_404(ShareLink, pk=link_id, page=page.pk)
        revoke(link, cast(User, request.user))
        told = gettext("The link for {for_whom} opens nothing any more.").format(for_whom=link.for_whom)
        messages.success(request, told)
        return redirect("publishing:share", page.pk)
