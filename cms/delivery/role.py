"""Refuses a role of the database that may do more than the delivery plane needs: a defect in it would reach as far."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from api.process.sql import read

OWN = "api\\_%"
SHOWN = 3
"""Tables that are named."""

# What the role may itself and by all that it is a member of. The embedded server has one role, and no users but those
# of the machine: it is known by its name, which is that of the folder that its socket lies in.
EXAMINE = """
SELECT current_user, current_setting('cluster_name'), role.rolsuper OR role.rolcreaterole OR role.rolcreatedb
        OR role.rolreplication OR role.rolbypassrls OR has_database_privilege(current_database(), 'CREATE')
        OR has_schema_privilege('public', 'CREATE'),
    ARRAY(SELECT relname::text FROM theirs WHERE has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')),
    ARRAY(SELECT relname::text FROM theirs WHERE relname NOT LIKE %(own)s AND has_table_privilege(oid, 'SELECT'))
FROM pg_roles role WHERE role.rolname = current_user
"""
TABLES = """
WITH theirs AS (
    SELECT oid, relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace
    ORDER BY relname
)
"""


@dataclass(frozen=True, kw_only=True)
class Role:
    name: str
    is_of_embedded_server: bool
    may_create: bool
    writes: Sequence[str]
    """Tables that it may change."""
    reads: Sequence[str]
    """Tables that it may read and are not the API's."""

    @property
    def excess(self) -> str:
        """What it may beyond its need; empty for nothing."""
        found = ["create tables or roles"] if self.may_create else []
        found += [f"change {named(self.writes)}"] if self.writes else []
        found += [f"read {named(self.reads)}"] if self.reads else []
        return ", ".join(found)


def named(tables: Sequence[str]) -> str:
    more = f" and {len(tables) - SHOWN} tables more" if len(tables) > SHOWN else ""
    return ", ".join(tables[:SHOWN]) + more


def examine() -> Role:
    """The role of this process."""
    [(name, cluster, may_create, writes, reads)] = read(TABLES + EXAMINE, {"own": OWN})
    host = connection.settings_dict["HOST"]
    return Role(
        name=name,
        is_of_embedded_server=bool(cluster) and host.startswith("/") and host.rpartition("/")[2] == cluster,
        may_create=may_create,
        writes=writes,
        reads=reads,
    )


def refuse_excess() -> None:
    """Raise ImproperlyConfigured, with the remedy. Where the database cannot be asked nothing is refused: when it is
    back, readers are served."""
    try:
        role = examine()
    except OperationalError:
        return
    finally:
        connection.close()  # workers are forked, and each needs its own
    if role.excess and not role.is_of_embedded_server:
        raise ImproperlyConfigured(
            f"The delivery plane must not use the role “{role.name}”, which may {role.excess}. Name one in DATABASE_URL"
            " that only reads what the API serves, such as hospital_read (docs/operations.md, “Database roles”). Where"
            " there is one role for everything, as for trying it out, set READ_ROLE_ONLY=false."
        )
