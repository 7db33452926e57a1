"""Addresses of places in the form of a page, which the checklist's script leads to."""

from django.urls import reverse

HERE = "#at="


def address_in_form(page: int, *, place: str, block: str = "") -> str:
    """``place`` is the name of a field, ``block`` the id of a block in it."""
    return f"{reverse('wagtailadmin_pages:edit', args=[page])}{HERE}{place}{f'/{block}' if block else ''}"
