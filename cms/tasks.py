"""Background tasks, run by ``manage.py procrastinate worker``."""

import logging

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cms.publishing.dependents import dependents
from cms.publishing.refresh import ContractViolationError, refresh_document

logger = logging.getLogger(__name__)


@app.task(name="cms.tasks.render_again", retry=RetryStrategy(max_attempts=8, exponential_wait=2))
def render_again(keys: list[str]) -> None:
    """Refresh every document made from any of the keys, each in a transaction of its own.

    Running it twice does no harm: an unchanged document appends nothing.
    """
    for document in dependents(keys):
        try:
            refresh_document(document.type, document_id=document.document_id, locale=document.locale)
        except ContractViolationError as error:
            # What readers have stays; the others must still follow.
            logger.error("%s keeps its last edition: %s", document, error)
