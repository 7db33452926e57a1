"""What editors are told of values that all languages share."""

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models.audit_log import BaseLogEntry

from cms.values.languages import language_of


class SharedValuesFormatter(LogFormatter):
    """In the history of a translation that followed another."""

    label = _("Change in another language")

    def format_message(self, log_entry: BaseLogEntry) -> str:
        language = language_of(log_entry.data["locale"])
        return gettext("{fields} changed with {language}").format(
            fields=capfirst(get_text_list(list(map(gettext, log_entry.data["fields"])), gettext("and"))),
            language=language,
        )
