"""Pages of the site as a whole: home, and pages of information."""

from collections.abc import Sequence
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ForeignKey
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from api.contract.blocks import Section
from api.contract.documents import PageContent
from cms.blocks.sections import PageSections
from cms.previews.front_ends import MODES, WEB_SITE, front_end_of, open_in
from cms.previews.models import FrontEnd
from cms.publishing.draft_forms import PageForm
from cms.publishing.publications.registry import models_of, publication_of
from cms.publishing.published import Published
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import page_members
from cms.publishing.rows.surroundings import is_expired
from cms.publishing.translating.models import TranslationSource
from cms.saving.characters import StorableText
from cms.site.contacts import Contact
from cms.site.images import ContentImage
from cms.site.searching import SearchedWithDraft
from cms.streamfield.fields import ContractStreamField


class Permissions(PagePermissionTester):
    """Nobody puts the pages below into another order where there can be none."""

    def can_reorder_children(self) -> bool:
        below = self.page.specific_class.allowed_subpage_models() if self.page.specific_class else []
        return bool(below) and super().can_reorder_children()


class AddressedForm(PageForm):
    """A page that was never public gets another slug than it has of its title, where a page of the same title has that:
    nobody has chosen it, and the draft is kept."""

    def clean_slug(self) -> str:
        slug, title = super().clean_slug(), str(self.cleaned_data.get("title", ""))
        is_of_title = bool(slug) and slug == slugify(title, allow_unicode=True)
        if not is_of_title or self.instance.first_published_at is not None:
            return slug
        return free_slug(self.instance, slug, parent=self.parent_page)

    def get_field_updates_for_resave(self) -> list[tuple[str, object]]:
        """The form that is still open sends it with the next change."""
        updates: list[tuple[str, object]] = super().get_field_updates_for_resave()
        is_changed = "slug" in self.fields and self["slug"].value() != self.instance.slug
        return [*updates, ("slug", self.instance.slug)] if is_changed else updates


class ContentPage(StorableText, Published, SearchedWithDraft, Page):
    """What every page of the site has."""

    summary = models.TextField(
        blank=True, help_text=_("One or two plain sentences. Shown in lists and search results.")
    )
    image = models.ForeignKey(
        ContentImage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Shown at the top and in lists."),
    )

    base_form_class = AddressedForm
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", heading=_("Last part of the address")),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines"),
        ),
        FieldPanel("show_in_menus"),
    ]
    search_fields = [*Page.search_fields, *SearchedWithDraft.draft_fields, index.SearchField("summary")]
    preview_template = "cms/page.html"

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **options: Any) -> None:
        """A slug made from the title is free in the whole site; Wagtail, which would make it, looks at siblings.

        A translation that was never public leaves the slug of its source once it has a title of its own.
        """
        if has_slug_of_source(self):
            self.slug = ""
        if not self.slug and self.get_parent() is not None:
            self.slug: str = free_slug(self, slugify(self.title, allow_unicode=True))
        super().full_clean(*args, **options)

    def save(self, *args: Any, **options: Any) -> None:
        """A copy of a tree, and an alias that becomes a page of its own, bring slugs that are taken already."""
        fields = options.get("update_fields")
        brings_slug = self._state.adding if fields is None else "alias_of_id" in fields
        if brings_slug and options.get("clean") is False:
            brought = str(getattr(self, "slug", ""))
            free = free_slug(self, brought)
            if free != brought:
                self.slug = free
                options["update_fields"] = fields and [*fields, "slug", "url_path"]
        super().save(*args, **options)

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, object], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        """A draft may name a contact line or image that was deleted since: it opens without it, rather than not at all.

        The library behind revisions refuses to read a missing reference that is protected against deletion.
        """
        chosen = (field for field in cls._meta.fields if isinstance(field, ForeignKey) and field.many_to_one)
        protected = [field for field in chosen if field.null and data.get(field.name)]
        missing = {field.name: None for field in protected if is_missing(field, data[field.name])}
        return super().from_serializable_data(data | missing, check_fks=check_fks, strict_fks=strict_fks)

    def clean(self) -> None:
        holder = holder_of_slug(self, self.slug)
        if holder is not None:
            message = gettext("“{title}” already has the address “{slug}”. Choose another.").format(
                title=holder.title, slug=self.slug
            )
            raise ValidationError({"slug": message})
        super().clean()

    def permissions_for_user(self, user: AbstractBaseUser | AnonymousUser) -> PagePermissionTester:
        return Permissions(user, self)

    def serve(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        """What has expired is not shown, whether or not the schedule has found it yet."""
        if is_expired(self):
            raise Http404
        return super().serve(request, *args, **options)

    @property
    def preview_modes(self) -> Sequence[tuple[str, str | Promise]]:
        return MODES if self.front_end else MODES[1:]

    def is_previewable(self) -> bool:
        """Asked of every page of a list: no reason to look for its front end."""
        return True

    @cached_property
    def front_end(self) -> FrontEnd | None:
        """The hospital's own, which shows its drafts."""
        return front_end_of(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == WEB_SITE and self.front_end:
            return open_in(self.front_end, self, request)
        return super().serve_preview(request, mode_name)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.preview_template

    def get_template(self, request: HttpRequest, *args: object, **options: object) -> str:
        return self.preview_template

    def get_context(self, request: HttpRequest, *args: object, **options: object) -> dict[str, object]:
        from cms.publishing.publications.preview import preview_context

        is_preview = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **options) | preview_context(self, is_for_editors=is_preview)


def has_slug_of_source(page: Page) -> bool:
    if page.first_published_at is not None or page.pk is None:
        return False
    given = TranslationSource.objects.filter(page=page.pk, given_slug=page.slug)
    return given.exclude(given_title__in=["", page.title]).exists()


def holder_of_slug(page: Page, slug: str) -> Page | None:
    """Another page of the same document type and language with the slug: the API could not tell them apart.

    An alias may have the slug of its original: it is found by its path.
    """
    publication = publication_of(page)
    if publication is None or not slug or page.locale_id is None or page.alias_of_id is not None:
        return None
    models_alike = models_of(publication.document_type.name)
    for model in (each for each in models_alike if issubclass(each, Page)):
        same = Page.objects.type(model).filter(slug=slug, locale=page.locale_id, alias_of=None)
        if holder := same.exclude(pk=page.pk).first():
            return holder
    return None


def is_missing(field: ForeignKey[Any, Any], pk: object) -> bool:
    is_protected = field.remote_field.on_delete is models.PROTECT
    return is_protected and not field.related_model._base_manager.filter(pk=pk).exists()


def free_slug(page: Page, slug: str, *, parent: Page | None = None) -> str:
    """The slug, with a number when another page has it. ``parent`` of a page that is not in the tree yet."""
    below = parent or page.get_parent()
    candidate, number = slug, 2
    while holder_of_slug(page, candidate) is not None or has_sibling(page, candidate, below):
        candidate, number = f"{slug}-{number}", number + 1
    return candidate


def has_sibling(page: Page, slug: str, parent: Page | None) -> bool:
    return parent is not None and bool(slug) and parent.get_children().filter(slug=slug).exclude(pk=page.pk).exists()


class SectionedPage(ContentPage):
    """A page whose body is sections of general content."""

    role: str

    sections = ContractStreamField(PageSections(), contract=list[Section], blank=True)
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The line to call about this page."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("summary"), FieldPanel("image")], heading=_("In lists and at the top")),
        FieldPanel("sections"),
        FieldPanel("contact"),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("sections")]

    class Meta:
        abstract = True


class HomePage(SectionedPage):
    """The root of a site."""

    role = "home"
    parent_page_types = ["wagtailcore.Page", "cms.HomePage"]
    page_description = _("The first page of the site, one for each language.")

    class Meta:
        verbose_name = _("home page")


class InformationPage(SectionedPage):
    """Anything patients need to know that is not a treatment."""

    role = "information"
    page_description = _("For example: your first appointment, visiting hours, how to find us.")

    class Meta:
        verbose_name = _("information page")


def page_content(page: SectionedPage, context: Context) -> PageContent:
    """For every ``SectionedPage``; its ``role`` says which."""
    members = page_members(page, context, summary=page.summary, image=page.image, sections=page.sections)
    contact = context.reference(page.contact) if page.contact else None
    return PageContent(**members, role=page.role, contact=contact)
