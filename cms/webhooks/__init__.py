"""Tells other systems what was published: signed messages by Standard Webhooks 1.0.0, sent after the commit.

Each edition becomes a delivery for every endpoint that wants it (``outbox``), in the transaction that publishes. The
worker sends it (``attempts``, ``sending``), in order for each page, until the receiver takes it or the schedule ends.
"""
