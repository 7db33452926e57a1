"""`manage.py dbshell` over the embedded server."""

import os
from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import client

from cms.postgres.binaries import find_binaries


class DatabaseClient(client.DatabaseClient):
    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, list(parameters))
        psql = find_binaries().program(cls.executable_name)
        if os.access(psql, os.X_OK):
            arguments[0] = str(psql)
        return arguments, environment

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_connection()  # Starts the server.
        super().runshell(list(parameters))
