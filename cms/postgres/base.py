"""The backend that Django loads for ENGINE `cms.postgres`."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.utils.functional import cached_property

from cms.postgres.client import DatabaseClient
from cms.postgres.cluster import Cluster, cluster_over


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL, which sees to it that the embedded server runs before it connects.

    What it needs beyond Django's settings stands under EMBEDDED, as `cms.postgres.database` returns it.
    """

    client_class = DatabaseClient

    @cached_property
    def cluster(self) -> Cluster:
        embedded = self.settings_dict["EMBEDDED"]
        return cluster_over(Path(embedded["data_folder"]), durable=embedded["durable"])

    def get_connection_params(self) -> dict[str, object]:
        # Here and not in get_new_connection: procrastinate's worker connects on its own with these parameters.
        if not self.cluster.is_used:
            self.cluster.ensure_running()
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, object]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            # The server may have died since. If it runs, its answer stands.
            self.cluster.ensure_running()
            return super().get_new_connection(conn_params)
