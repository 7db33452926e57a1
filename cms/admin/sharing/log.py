"""What the history of a page says of its links."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models.audit_log import BaseLogEntry

from cms.sharing.links import REVOKED, SHARED
from cms.sharing.remarks import COMMENTED


class SharedFormatter(LogFormatter):
    label = _("Share the draft")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return gettext("Shared by a link for {for_whom}").format(for_whom=log_entry.data.get("for_whom"))


class RevokedFormatter(LogFormatter):
    label = _("Take back a link")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return gettext("Link for {for_whom} taken back").format(for_whom=log_entry.data.get("for_whom"))


class CommentedFormatter(LogFormatter):
    label = _("Comment by a link")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        said = log_entry.data
        return gettext("Comment by {name}, by the link for {for_whom}").format(
            name=said.get("name"), for_whom=said.get("for_whom")
        )


def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(SHARED)(SharedFormatter)
    actions.register_action(REVOKED)(RevokedFormatter)
    actions.register_action(COMMENTED)(CommentedFormatter)
