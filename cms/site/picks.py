"""Pages that editors recommend for a search: Wagtail's promoted results as documents."""

from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from api.contract.site import (
    PickContent,
    PickItem,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import linked, numbered_members


def pick_content(query: Query, context: Context) -> PickContent | None:
    """None for what people searched without editors recommending anything that is public."""
    rows = query.editors_picks.select_related("page").order_by("sort_order", "pk")
    items = [item for row in rows if (item := pick_item(row, context))]
    if not items:
        return None
    return PickContent(**numbered_members(query), query=query.query_string, items=items)


def pick_item(row: SearchPromotion, context: Context) -> PickItem | None:
    description = row.description or None
    if row.page_id is None:
        title = row.external_link_text or row.external_link_url
        return PickItem(document=None, location=row.external_link_url, title=title, description=description)
    document = linked(row.page, context)
    if document is None or document.path is None:
        return None
    return PickItem(document=document, location=document.path, title=document.title, description=description)
