"""The words of the log."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry

from cms.accounts import events


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in events.LABELS.items():
        actions.register_action(action, label, message)

    @actions.register_action(events.RIGHTS_CHANGED)
    class RightsChanged(LogFormatter):
        label = "Change rights"

        def format_message(self, entry: BaseLogEntry) -> str:
            return "; ".join(f"{name}: {in_words(value)}" for name, value in entry.data.items())


def in_words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
