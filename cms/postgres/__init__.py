"""An embedded PostgreSQL for development and tests; a Django database backend that starts it when first used.

Production sets DATABASE_URL and never comes here. Importing this package starts nothing and imports neither Django nor
psycopg, so that settings may use it.
"""

import sys
from pathlib import Path

from cms.postgres.errors import UnsupportedPlatformError
from cms.postgres.layout import PORT, Layout


def database(data_folder: Path, *, durable: bool = True) -> dict[str, object]:
    """Django's DATABASES entry for a server over `data_folder`, a folder for nothing else (made when first used).

    `durable=False` makes commits faster and lets a crash of the machine spoil the data: for tests, over a folder of
    their own.

    :raises UnsupportedPlatformError: on Windows.
    """
    if sys.platform == "win32":
        raise UnsupportedPlatformError(
            "The embedded PostgreSQL does not run on Windows: use WSL, or set DATABASE_URL to a running server."
        )
    layout = Layout(data_folder)
    return {
        "ENGINE": "cms.postgres",
        "NAME": "hospital",
        "USER": "hospital",
        "PASSWORD": "",
        "HOST": str(layout.run_folder),
        "PORT": str(PORT),
        "EMBEDDED": {"data_folder": str(layout.folder), "durable": durable},
    }
