"""The hospital's name and mark in the admin."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def hospital_mark() -> str:
    """Address of the picture; empty where Wagtail's stays."""
    return str(settings.HOSPITAL_MARK)
