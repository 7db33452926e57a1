"""The site that the hospital has made its default one: what belongs to no other is of it."""

from wagtail.models import Site


def default_site() -> Site | None:
    """As the database says now; Wagtail keeps sites in the process's cache. With its root page."""
    return Site.objects.filter(is_default_site=True).select_related("root_page").first()
