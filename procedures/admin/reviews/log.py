"""What the history of a page says of its reviews."""

from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter
from wagtail.models.audit_log import BaseLogEntry


class WithdrawnFormatter(LogFormatter):
    label = "Withdraw: review overdue"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return _("Withdrawn, since its clinical review was overdue")


class ReviewedFormatter(LogFormatter):
    label = "Clinical review"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        said = log_entry.data
        who = ", ".join(filter(None, (said.get("name"), said.get("credentials"))))
        if "read_digest" in said:
            told = {"who": who, "digest": said.get("digest"), "for_whom": said.get("for_whom")}
            return _("Clinical review by %(who)s, of exactly %(digest)s, signed by the link for %(for_whom)s") % told
        return _("Clinical review by %(who)s, of exactly %(digest)s") % {"who": who, "digest": said.get("digest")}
