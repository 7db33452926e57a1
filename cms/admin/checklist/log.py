"""What histories say of rules and waivers."""

from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models.audit_log import BaseLogEntry

from cms.publishing.requirements.waivers import TAKEN_BACK, WAIVED

RULES_CHANGED = "cms.rules"


class WaivedFormatter(LogFormatter):
    label = "Waive"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        said = log_entry.data
        return f"Waived until {said.get('until')}: {said.get('missing')} Reason: {said.get('reason')}"


class TakenBackFormatter(LogFormatter):
    label = "Take back a waiver"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return f"Waiver taken back: {log_entry.data.get('missing')}"


class RulesFormatter(LogFormatter):
    label = "Change publishing rules"

    def format_message(self, log_entry: BaseLogEntry) -> str:
        return " ".join(log_entry.data.get("changes", ()))


def register_actions(actions: LogActionRegistry) -> None:
    actions.register_action(WAIVED)(WaivedFormatter)
    actions.register_action(TAKEN_BACK)(TakenBackFormatter)
    actions.register_action(RULES_CHANGED)(RulesFormatter)
