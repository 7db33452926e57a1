"""Tells people about what was found wrong at night."""

import logging
from collections.abc import Sequence

from django.core.mail import mail_admins

from cms.publishing.verification import Drift

logger = logging.getLogger(__name__)


def report_drift(found: Sequence[Drift]) -> None:
    """By e-mail to the ADMINS setting, and in the log. Silence means that nothing differed."""
    if not found:
        logger.info("Every public page says what its document says.")
        return
    mended = [drift for drift in found if drift.is_mended]
    left = [drift for drift in found if not drift.is_mended]
    lines = [
        f"{len(found)} published documents did not say what the pages say.",
        "",
        *(f"Mended: {drift}" for drift in mended),
        *(f"An editor must mend this: {drift}" for drift in left),
        "",
        "If this happens again, something writes to the database around the publishing kernel: see docs/operations.md.",
    ]
    logger.error("Nightly check: %d documents mended, %d left", len(mended), len(left))
    mail_admins("Published documents differed from their pages", "\n".join(lines))
