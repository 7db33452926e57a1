"""What the log of a page, a snippet or a release says of releases."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from cms.admin.dates import moment
from cms.releases import members, releasing, undoing

TEXTS = {
    members.ADDED: (_("Add to a release"), _("Added to the release “{name}”")),
    members.TAKEN_OUT: (_("Take out of a release"), _("Taken out of the release “{name}”")),
    releasing.PUBLISHED: (_("Publish with a release"), _("Published with the release “{name}”")),
    undoing.UNDONE: (_("Undo a release"), _("The release “{name}” was undone")),
    releasing.CANCELLED: (_("Cancel a release’s schedule"), _("The schedule of the release was cancelled")),
}


class NamedFormatter(LogFormatter):
    """With the name that the release had then."""

    def format_message(self, entry: BaseLogEntry) -> str:
        return str(TEXTS[entry.action][1]).format(name=entry.data.get("name", ""))


class ScheduledFormatter(LogFormatter):
    label = _("Schedule a release")

    def format_message(self, entry: BaseLogEntry) -> str:
        return _("The release was scheduled for {when}").format(when=moment(datetime.fromisoformat(entry.data["at"])))


def register_actions(actions: LogActionRegistry) -> None:
    for action, (label, _message) in TEXTS.items():
        actions.register_action(action)(type("Formatter", (NamedFormatter,), {"label": label}))
    actions.register_action(releasing.SCHEDULED)(ScheduledFormatter)
