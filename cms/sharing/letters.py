"""Mails to whoever gave out a link."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from cms.sharing.models import ShareLink


def tell_of_remark(link: ShareLink, page: Page, *, name: str, words: str) -> None:
    with override(language_of(link.created_by)):
        send(link, _("Comment on “{title}”"), "remark", {"page": page, "name": name, "words": words})


def send(link: ShareLink, subject: str, template: str, values: dict[str, object]) -> None:
    """In the language that is active."""
    user, page = link.created_by, values["page"]
    if user is None or not user.email or not isinstance(page, Page):
        return
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = {"link": link, "address": f"{settings.WAGTAILADMIN_BASE_URL}{path}"} | values
    text = render_to_string(f"cms/sharing/{template}.txt", told)
    mail.send_mail(" ".join(subject.format(title=page.title).split()), text, None, [user.email])


def language_of(user: User | None) -> str:
    """In which the user reads the admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
