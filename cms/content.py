"""Pages of the site as a whole as contract models."""

from typing import Any

from api.contract.documents import PageContent
from cms.publishing.context import Context
from cms.publishing.pages import page_members


def page_content(page: Any, context: Context) -> PageContent:
    """For every ``SectionedPage``; its ``role`` says which."""
    contact = context.reference(page.contact) if page.contact else None
    return PageContent(**page_members(page, context), role=page.role, contact=contact)
