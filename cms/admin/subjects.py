"""A page or snippet whose published history editors look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_latest_str
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import AbstractPage, Page
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail.query import PageQuerySet
from wagtail.snippets.views.snippets import SnippetViewSet

from api.models import Edition
from cms.admin.dates import in_hospital
from cms.publishing.log.entries import Address
from cms.publishing.publications.registry import Publication, find_source, publication_of, publications
from cms.publishing.published import Published
from cms.records.models import RIGHT

Visitor = User | AnonymousUser
"""Whoever asks. Wagtail lets in users only, but a request does not know that."""


def seen_by(user: Visitor) -> PageQuerySet[AbstractPage]:
    """The pages that the explorer shows to somebody."""
    return page_permission_policy.explorable_instances(user)


def may_see_history(page: Page, user: Visitor) -> bool:
    permissions = page.permissions_for_user(user)
    return bool(permissions.can_edit() or permissions.can_publish() or permissions.can_lock())


@dataclass(frozen=True)
class Subject:
    """``instance`` is of the model that is registered for publishing."""

    instance: Model
    publication: Publication

    @property
    def title(self) -> str:
        return str(get_latest_str(self.instance))

    @property
    def address(self) -> Address:
        return self.publication.address_of(self.instance)

    @property
    def is_page(self) -> bool:
        return isinstance(self.instance, Page)

    def url(self, name: str, *more: object) -> str:
        """Address of a view of this subject, by its name in ``cms.admin.urls``."""
        return reverse(f"publishing:{name}", args=[*arguments_of(type(self.instance), self.instance.pk), *more])

    def edit_url(self, user: Visitor) -> str | None:
        """None where the user may not edit."""
        return AdminURLFinder(user).get_edit_url(self.instance)

    def drafts_url(self, user: Visitor) -> str | None:
        """Of what was saved, by whom and when. None where the user may not edit."""
        if self.edit_url(user) is None:
            return None
        if self.is_page:
            return reverse("wagtailadmin_pages:history", args=[self.instance.pk])
        viewset: SnippetViewSet = self.instance.snippet_viewset  # type: ignore[attr-defined]
        return reverse(viewset.get_url_name("history"), args=[quote(self.instance.pk)])

    def may_be_seen_by(self, user: Visitor) -> bool:
        """Whoever may edit, publish or lock it; nobody else needs to know what was withdrawn."""
        if isinstance(self.instance, Page):
            return may_see_history(self.instance, user)
        policy = policy_registry.get(self.instance)
        return bool(policy.user_has_any_permission(user, ["change", "publish"]))

    def editions(self) -> QuerySet[Edition]:
        """Newest first, without bodies, each with the number of the one published before it as ``before``."""
        return with_number_before(editions_of(self.address))

    def breadcrumbs(self, user: Visitor) -> list[dict[str, str]]:
        return breadcrumbs_of(self.instance, user)


def breadcrumbs_of(instance: Model, user: Visitor) -> list[dict[str, str]]:
    """Down to the page or snippet."""
    if isinstance(instance, Page):
        return get_breadcrumbs_items_for_page(instance, user)
    viewset: SnippetViewSet = instance.snippet_viewset  # type: ignore[attr-defined]
    plural = str(instance._meta.verbose_name_plural)
    above = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse(viewset.get_url_name("list")), "label": plural.capitalize()},
    ]
    url = AdminURLFinder(user).get_edit_url(instance) or ""
    return [*above, {"url": url, "label": str(get_latest_str(instance))}]


def arguments_of(model: type[Model], pk: int | str | UUID) -> list[str]:
    return [model._meta.app_label, str(model._meta.model_name), quote(pk)]


def history_url(model: type[Model], pk: int | str | UUID) -> str:
    return reverse("publishing:history", args=arguments_of(model, pk))


def may_ask_what_was_public(user: Visitor) -> bool:
    return bool(user.has_perm(RIGHT))


def record_url(address: Address, moment: datetime | None = None) -> str:
    """Of what was public at the moment, or now. To its last digit: there may be several editions within a second."""
    url = reverse("publishing:record", args=[address.type, address.document_id, address.locale])
    return f"{url}?{urlencode(as_fields(moment))}" if moment else url


def as_fields(moment: datetime) -> dict[str, str]:
    """As a form asks for it."""
    local = in_hospital(moment)
    return {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M:%S.%f}"}


def history_url_of(document_type: str, *, document_id: UUID, locale: str) -> str | None:
    """None when the page or snippet behind the document is deleted."""
    source = find_source(document_type, document_id=document_id, locale=locale)
    return history_url(type(source), source.pk) if source else None


def subject_of(instance: Model) -> Subject | None:
    """None for what is not published."""
    publication = publication_of(instance)
    return Subject(instance, publication) if publication else None


def find_subject(app_label: str, model_name: str, pk: str) -> Subject:
    """Raises Http404."""
    for publication in publications():
        if publication.model._meta.label_lower == f"{app_label}.{model_name}":
            instance = publication.model._default_manager.filter(pk=pk).first() if pk.isdecimal() else None
            if isinstance(instance, Published):  # Wagtail's own redirects and picks have no history view
                return Subject(instance, publication)
    raise Http404(_("No page or shared content has this address."))


def editions_of(address: Address) -> QuerySet[Edition]:
    editions = Edition.objects.filter(type=address.type, document_id=address.document_id, locale=address.locale)
    return editions.defer("body").order_by("-number")


def with_number_before(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    same = Edition.objects.filter(
        type=OuterRef("type"),
        document_id=OuterRef("document_id"),
        locale=OuterRef("locale"),
        event=Edition.Event.PUBLISHED,
        number__lt=OuterRef("number"),
    )
    return editions.annotate(before=Subquery(same.order_by("-number").values("number")[:1]))


def titles(subjects: Iterable[object]) -> str:
    """For a sentence: “A”, “B” and “C”."""
    named = [f"“{subject}”" for subject in subjects]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]])) if named else ""
