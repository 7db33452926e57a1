"""The ceiling: a bare WSGI application that does the delivery plane's SELECT, prepared, and writes the bytes."""

import os

import psycopg

SELECT = """
SELECT document.etag, document.published_at, document.document_id, document.dependencies,
    LEAST(document.expires_at, document.next_review::timestamptz) - statement_timestamp(),
    CASE WHEN document.etag = ANY(%s) THEN NULL ELSE edition.body END
FROM api_document document JOIN api_edition edition ON edition.number = document.edition_id
WHERE (document.expires_at IS NULL OR document.expires_at > statement_timestamp())
    AND document.type = 'procedure' AND document.locale = 'en' AND document.slug = %s
ORDER BY document.is_alias, document.document_id LIMIT 1
"""
connection = None


def application(environ, start_response):
    global connection
    if connection is None:
        connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=0)
    slug = environ["PATH_INFO"].rstrip("/").rpartition("/")[2]
    known = [tag.strip(' "') for tag in environ.get("HTTP_IF_NONE_MATCH", "").split(",")]
    row = connection.execute(SELECT, [known, slug], binary=True).fetchone()
    if row is None:
        start_response("404 Not Found", [("Content-Length", "0")])
        return []
    headers = [("ETag", f'"{row[0]}"'), ("Cache-Control", "public, max-age=60")]
    if row[5] is None:
        start_response("304 Not Modified", headers)
        return []
    body = bytes(row[5])
    headers += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
