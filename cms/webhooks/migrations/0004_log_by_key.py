"""What was sent to webhooks, for keys with the scope ``webhooks``: the delivery plane's role may not read these tables.

The function looks at the key itself, and tells neither addresses nor secrets.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION api_webhook_log(
    asked_by text, before bigint, most integer, of_webhooks bigint[], of_states text[], of_events text[],
    of_messages text[]
) RETURNS TABLE (
    id bigint, message_id text, webhook bigint, webhook_name text, event text, number bigint, type text,
    document_id uuid, locale text, since bigint, until bigint, state text, attempts integer, created_at timestamptz,
    last_attempt_at timestamptz, next_attempt_at timestamptz, response_status integer, response text, duration_ms integer
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT delivery.id, delivery.message_id, endpoint.id, endpoint.name, delivery.event, edition.number, edition.type,
        edition.document_id, edition.locale, delivery.since, delivery.until, delivery.state, delivery.attempts,
        delivery.created_at, delivery.last_attempt_at, delivery.next_attempt_at, delivery.response_status,
        delivery.response, delivery.duration_ms
    FROM webhooks_delivery delivery
    JOIN webhooks_endpoint endpoint ON endpoint.id = delivery.endpoint_id
    LEFT JOIN api_edition edition ON edition.number = delivery.edition_id
    JOIN api_apikey key ON key.digest = asked_by AND key.revoked_at IS NULL
        AND (key.expires_at IS NULL OR key.expires_at > statement_timestamp()) AND 'webhooks' = ANY (key.scopes)
    WHERE (before IS NULL OR delivery.id < before)
        AND (of_webhooks IS NULL OR endpoint.id = ANY (of_webhooks))
        AND (of_states IS NULL OR delivery.state = ANY (of_states))
        AND (of_events IS NULL OR delivery.event = ANY (of_events))
        AND (of_messages IS NULL OR delivery.message_id = ANY (of_messages))
        AND (edition.number IS NULL OR key.document_types = '{}' OR edition.type = ANY (key.document_types))
        AND (edition.number IS NULL OR key.locales = '{}' OR edition.locale = ANY (key.locales))
    ORDER BY delivery.id DESC
    LIMIT least(most, 101)
$$;
REVOKE EXECUTE ON FUNCTION api_webhook_log(text, bigint, integer, bigint[], text[], text[], text[]) FROM PUBLIC;
"""
DROP = "DROP FUNCTION api_webhook_log(text, bigint, integer, bigint[], text[], text[], text[]);"


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0003_site_changed"), ("api", "0012_counts")]

    operations = [migrations.RunSQL(CREATE, DROP)]
