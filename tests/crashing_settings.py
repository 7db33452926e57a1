"""The tests' settings with a worker whose death is noticed at once."""

from cms.settings.base import logging_to_stderr
from cms.settings.test import *  # noqa: F403

PROCRASTINATE_WORKER_DEFAULTS = {
    "delete_jobs": "successful",
    "update_heartbeat_interval": 0.2,
    "stalled_worker_timeout": 1.0,
}
WORKER_STALLED_AFTER = 1.0
LOGGING = logging_to_stderr("ERROR")
