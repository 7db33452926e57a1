"""Databases that a test makes beside its own."""

from psycopg import sql


def drop_database(server, name):
    """Whoever is connected to it. ``server`` executes, in autocommit, connected to another database.

    Not ``WITH (FORCE)``: that also wants to end autovacuum, which only some roles may, and fails where it is at work.
    Without it autovacuum is sent away as well.
    """
    connected = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = {} AND usename = current_user"
    )
    server.execute(sql.SQL(connected).format(sql.Literal(name)))
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
