"""What every process leaves out of its log: tracebacks of what clients did wrong, and what readers asked for."""

import logging
import re
from collections.abc import Callable

TOKEN = re.compile(r"((?:/|%2f)(?:preview|shared)(?:/|%2f)+)[^/\s?\"']+", re.IGNORECASE)
"""Whoever reads a log could open with it what is not public. Also where an address was mangled on its way."""


def in_one_line(record: logging.LogRecord) -> bool:
    """A refusal (a wrong Host, too many fields, a right that is missing) is one line, and no fault of ours."""
    is_suspicious = record.name.startswith("django.security")
    if is_suspicious and record.levelno > logging.WARNING:
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
    if is_suspicious or getattr(record, "status_code", 500) < 500:
        record.exc_info = record.exc_text = None
    return True


def without_token(text: str) -> str:
    """Of an address: what opens a draft is not in it."""
    return TOKEN.sub(r"\1-", text)


def without_tokens(record: logging.LogRecord) -> bool:
    if TOKEN.search(said := record.getMessage()):
        record.msg, record.args = without_token(said), ()
    return True


def without_query(record: logging.LogRecord) -> bool:
    """Of the line that the development server writes for a request: what was searched for is not in it.

    Lines of another shape are left out: they quote what the server did not understand, or tell a client's address.
    """
    if not isinstance(record.args, tuple) or not isinstance(record.args[0], str):
        return False
    words = record.args[0].split()
    if len(words) != 3:
        return False
    record.args = (" ".join([words[0], words[1].partition("?")[0], words[2]]), *record.args[1:])
    return True


def to_stderr(level: str) -> dict[str, object]:
    """The setting LOGGING: each event on standard error, which container platforms collect.

    Nothing goes out by mail: Django would send one from within the request, for every wrong Host, and wait for it.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "filters": {
            "in_one_line": {"()": "cms.logs.filtered_by", "rule": in_one_line},
            "without_tokens": {"()": "cms.logs.filtered_by", "rule": without_tokens},
            "without_query": {"()": "cms.logs.filtered_by", "rule": without_query},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["in_one_line", "without_tokens"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "django.server": {
                "handlers": ["stderr"],
                "level": "INFO",
                "propagate": False,
                "filters": ["without_query"],
            },
            # They tell of every command that it knows its own tasks.
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
    }


def filtered_by(rule: Callable[[logging.LogRecord], bool]) -> Callable[[logging.LogRecord], bool]:
    """As ``logging.config`` asks for filters."""
    return rule
