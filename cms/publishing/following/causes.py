"""Why documents follow a change. Kept in English, and said in the language of whoever reads it."""

import re
from functools import cache

from django.utils.translation import gettext, gettext_noop

CHANGED = gettext_noop("“{name}” was changed")
MOVED = gettext_noop("“{name}” has another address")
PRIVACY = gettext_noop("The privacy of “{name}” was changed")
RECALLED = gettext_noop("“{name}” was recalled")
UNNAMED = gettext_noop("Content was changed")
RENDERED = gettext_noop("Everything is rendered again")
UPGRADED = gettext_noop("The program was upgraded")
CAUSES = (PRIVACY, CHANGED, MOVED, RECALLED, UNNAMED, RENDERED, UPGRADED)


def in_words(cause: str) -> str:
    for each in CAUSES:
        if match := pattern(each).fullmatch(cause):
            return gettext(each).format(**match.groupdict())
    return cause


@cache
def pattern(cause: str) -> re.Pattern[str]:
    return re.compile(re.escape(cause).replace(re.escape("{name}"), "(?P<name>.*)"), re.DOTALL)
