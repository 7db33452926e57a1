"""What histories say of rules and waivers."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models.audit_log import BaseLogEntry

from cms.publishing.requirements.waivers import TAKEN_BACK, WAIVED
from cms.values.told import Kept, tell

RULES_CHANGED = "cms.rules"


def missing_in(said: Mapping[str, Kept]) -> str:
    """Earlier releases kept it in the language of whoever waived."""
    return str(tell(said.get("words") or said.get("missing", "")))


class WaivedFormatter(LogFormatter):
    label = _("Waive")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        said = log_entry.data
        return gettext("Waived until {until}: {missing} Reason: {reason}").format(
            until=said.get("until"), missing=missing_in(said), reason=said.get("reason")
        )


class TakenBackFormatter(LogFormatter):
    label = _("Take back a waiver")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return gettext("Waiver taken back: {missing}").format(missing=missing_in(log_entry.data))


class RulesFormatter(LogFormatter):
    label = _("Change publishing rules")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return " ".join(log_entry.data.get("changes", ()))


def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(WAIVED)(WaivedFormatter)
    actions.register_action(TAKEN_BACK)(TakenBackFormatter)
    actions.register_action(RULES_CHANGED)(RulesFormatter)
