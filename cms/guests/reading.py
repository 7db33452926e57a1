"""The draft that a link opens, as the document it would be, and what is new in it."""

import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page

from api.contract.documents import DocumentModel
from api.models import Document
from cms.admin.history.differences import Change, by_heading, compare
from cms.previews.files import SeenFiles, not_public, signature_of
from cms.previews.related import RelatedDraftsContext
from cms.publishing.log.entries import digest_of
from cms.publishing.publications.preview import DraftContext, content_of_draft
from cms.publishing.publications.registry import publication_of
from cms.publishing.rows.surroundings import Surroundings, public_address
from cms.sharing.links import pages_of
from cms.sharing.models import ShareLink


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A page, as the newest draft has it."""

    link: ShareLink
    page: Page
    languages: dict[str, Page]
    files: SeenFiles = field(default_factory=SeenFiles)

    @classmethod
    def asked(cls, request: HttpRequest, link: ShareLink) -> "Draft":
        """In the language that is asked for, as far as the link opens it."""
        languages = pages_of(link)
        page = languages.get(request.GET.get("language", ""), link.page)
        return cls(link=link, page=newest(page), languages=languages)

    @property
    def locale(self) -> str:
        return str(self.page.locale.language_code)

    @cached_property
    def document(self) -> DocumentModel | None:
        """None where there is nothing to show yet."""
        return self.made_by(RelatedDraftsContext if self.link.has_related else DraftContext)

    def made_by(self, context_of: type[DraftContext]) -> DocumentModel | None:
        around = Surroundings(address_of_file=self.files)
        return content_of_draft(self.page, context_of(locale=self.locale, surroundings=around))

    @cached_property
    def digest(self) -> str:
        """Of all that is shown."""
        return digest_of(self.body)

    @property
    def body(self) -> bytes:
        return self.document.model_dump_json().encode() if self.document else b""

    @cached_property
    def public(self) -> bytes | None:
        """What readers get now."""
        publication = publication_of(self.page)
        if publication is None:
            return None
        found = Document.objects.filter(**vars(publication.address_of(self.page))).select_related("edition").first()
        return bytes(found.edition.body or b"") if found else None

    def changes(self) -> list[tuple[str, list[Change]]]:
        """Since what readers get now."""
        return changed(self.public, self.body)

    @property
    def is_as_published(self) -> bool:
        """Nothing in it is the draft of something else."""
        if not self.link.has_related or self.document is None:
            return True
        plain = self.made_by(DraftContext)
        return plain is not None and plain.model_dump_json().encode() == self.body

    def as_read(self, revision: str, digest: str) -> "Draft | None":
        """An earlier draft, for whoever knows its digest: they have read it."""
        found = self.page.revisions.filter(pk=revision).first() if revision.isdecimal() else None
        read = replace(self, page=cast(Page, found.as_object()), files=SeenFiles()) if found else None
        return read if read and read.digest == digest else None

    def address(self, token: str) -> str:
        return f"{reverse('shared', args=[token])}?language={self.locale}"

    def at_home(self, html: str, token: str) -> str:
        """Files that nobody else may have come from here, and links lead to the web site."""
        for name in not_public(self.files.names):
            html = html.replace(escape(public_address(name)), address_of_file(token, name))
        return elsewhere().sub(f"{web_site_of(self.page)}/", html)


def newest(page: Page) -> Page:
    draft: Page = page.specific.get_latest_revision_as_object()
    return draft


def changed(before: bytes | None, now: bytes) -> list[tuple[str, list[Change]]]:
    return by_heading(compare(json.loads(before), json.loads(now))) if before and now else []


def elsewhere() -> re.Pattern[str]:
    """Where links to the web site begin: here is nothing for guests but what they were given."""
    return re.compile(rf'(?<=href=")/(?!shared/|{re.escape(settings.MEDIA_URL.lstrip("/"))})')


def address_of_file(token: str, name: str) -> str:
    return reverse("shared-file", kwargs={"token": token, "signature": signature_of(token, name), "name": name})


def web_site_of(page: Page) -> str:
    """Without a slash at the end; empty where no site has the page."""
    site = page.get_site()
    return str(site.root_url) if site else ""
