"""What was sent to webhooks. It lies in tables that the delivery plane may not read: a function says of them what a key
opens (``cms.webhooks``, migration 0004)."""

from collections.abc import Mapping

from api.process.sql import read

READ = """
SELECT id, message_id, webhook, webhook_name, event, number, type, document_id, locale, since, until, state, attempts,
    created_at, last_attempt_at, next_attempt_at, response_status, response, duration_ms
FROM api_webhook_log(
    %(digest)s, %(before)s::bigint, %(most)s::integer, %(webhooks)s::bigint[], %(states)s::text[], %(events)s::text[],
    %(messages)s::text[]
)
"""
OF_DOCUMENT = {"type": "type", "document_id": "id", "locale": "locale"}
COLUMNS = READ.partition("FROM")[0].removeprefix("\nSELECT ").replace("\n", " ").split(", ")
COLUMNS = [column.strip() for column in COLUMNS]


def deliveries(asked: Mapping[str, object]) -> list[dict[str, object]]:
    """As ``WebhookDelivery`` has them, each with its ``id``; the newest first."""
    return [told(dict(zip(COLUMNS, row, strict=True))) for row in read(READ, asked)]


def told(row: dict[str, object]) -> dict[str, object]:
    document = {member: row.pop(column) for column, member in OF_DOCUMENT.items()}
    return row | {"document": document if row["number"] else None}
