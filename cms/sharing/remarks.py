"""What guests say of passages: comments of Wagtail's, on the block in the editor."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Comment, Page

from cms.sharing.guests import account
from cms.sharing.letters import tell_of_remark
from cms.sharing.models import ShareLink
from cms.sharing.places import place_of
from cms.values.languages import language_read_by

COMMENTED = "cms.share.comment"
"""Action in the log of the page."""


@dataclass(frozen=True, kw_only=True)
class Remark:
    name: str
    words: str
    block: str
    """Id of what it is about; empty for the page as a whole."""


@transaction.atomic
def keep(remark: Remark, page: Page, link: ShareLink) -> Comment:
    """For whoever edits the page; who gave out the link is told."""
    guest, place = account(), place_of(page, remark.block)
    with override(language_read_by(link.created_by)):
        heading = _("{name}, by the link for {for_whom}:").format(name=remark.name, for_whom=link.for_whom)
    comment = Comment._default_manager.create(
        page_id=page.pk,
        user=guest,
        text=as_browsers_send("\n".join([heading, remark.words])),
        contentpath=place,
        position="[]",  # nowhere in particular, as the editor of rich text reads it
    )
    said = {"link": link.pk, "for_whom": link.for_whom, "name": remark.name, "words": remark.words, "place": place}
    log(instance=page, action=COMMENTED, user=guest, data=said)
    tell_of_remark(link, page, name=remark.name, words=remark.words)
    return comment


def unanswered(page: Page) -> int:
    """How many of guests' comments nobody has resolved."""
    return int(Comment._default_manager.filter(page_id=page.pk, user=account(), resolved_at=None).count())


def as_browsers_send(text: str) -> str:
    """The form of the page sends it back so. Were that another text, nobody could save: it is not their comment."""
    return "\r\n".join(text.strip().splitlines())
