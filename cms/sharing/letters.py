"""Mails to whoever gave out a link."""

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from cms.sharing.models import ShareLink
from cms.values.languages import language_read_by

IS_WAITING = Q(uses=0) | Q(asks_signature=True, signed_at=None)


def tell_of_remark(link: ShareLink, page: Page, *, name: str, words: str) -> None:
    with override(language_read_by(link.created_by)):
        send(link, _("Comment on “{title}”"), "remark", {"page": page, "name": name, "words": words})


def tell_of_signature(link: ShareLink, page: Page, *, name: str) -> None:
    with override(language_read_by(link.created_by)):
        send(link, _("Signed: “{title}”"), "signature", {"page": page, "name": name})


def remind() -> int:
    """Of links that nobody has used, or signed by, though half of their time has gone: once each. Returns how many."""
    waiting = ShareLink.objects.filter(IS_WAITING, revoked_at=None, reminded_at=None, expires_at__gt=timezone.now())
    due = waiting.filter(created_at__lt=timezone.now() - (F("expires_at") - F("created_at")) / 2)
    return sum(remind_of(link) for link in due.select_related("page", "created_by"))


@transaction.atomic
def remind_of(link: ShareLink) -> bool:
    with override(language_read_by(link.created_by)):
        send(
            link,
            _("Not read yet: “{title}”") if not link.uses else _("Not signed yet: “{title}”"),
            "reminder",
            {"page": link.page},
        )
    return bool(ShareLink.objects.filter(pk=link.pk).update(reminded_at=timezone.now()))


def send(link: ShareLink, subject: str, template: str, values: dict[str, object]) -> None:
    """In the language that is active."""
    user, page = link.created_by, values["page"]
    if user is None or not user.email or not isinstance(page, Page):
        return
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = {"link": link, "address": f"{settings.WAGTAILADMIN_BASE_URL}{path}"} | values
    text = render_to_string(f"cms/sharing/{template}.txt", told)
    mail.send_mail(" ".join(subject.format(title=page.draft_title).split()), text, None, [user.email])
