"""Tells people about what was found wrong at night."""

import logging
from collections.abc import Sequence

from django.core.mail import mail_admins

from cms.publishing.damages import Found

logger = logging.getLogger(__name__)


def report_drift(found: Sequence[Found]) -> None:
    """By e-mail to the ADMINS setting, and in the log. Silence means that nothing differed."""
    if not found:
        logger.info("Every public page says what its document says.")
        return
    mended = [drift for drift in found if drift.is_mended]
    left = [drift for drift in found if not drift.is_mended]
    lines = [
        f"{len(found)} things were not as they should be: documents that did not say what the pages say, for example.",
        "",
        *(each.outcome for each in (*left, *mended)),
        "",
        "If this happens again, something writes to the database around the publishing kernel: see docs/operations.md.",
    ]
    logger.error("Nightly check: %d mended, %d left", len(mended), len(left))
    mail_admins("Published documents differed from their pages", "\n".join(lines))
