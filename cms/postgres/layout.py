"""Where the files of an embedded cluster lie."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PORT = 5432  # Part of the socket's file name only: the server never listens on TCP.
# Not what tempfile says: TMPDIR may differ between two users of one cluster.
TEMPORARY_FOLDER = Path("/tmp")  # noqa: S108


@dataclass(frozen=True)
class Layout:
    """The paths that all participants derive from the data folder alone, so that they meet without talking."""

    folder: Path

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", self.folder.resolve())

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory (PGDATA); complete as soon as it exists."""
        return self.folder / "cluster"

    @property
    def unfinished(self) -> Path:
        """The data directory while it is being made; rubbish if nobody is making it."""
        return self.folder / "cluster.unfinished"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def users_lock(self) -> Path:
        """Held shared by every process that uses the server, exclusively by a keeper that is stopping it."""
        return self.folder / "users.lock"

    @property
    def door_lock(self) -> Path:
        """Held for a moment by whoever comes or goes, so that the other locks are examined by one at a time."""
        return self.folder / "door.lock"

    @property
    def keeper_lock(self) -> Path:
        return self.folder / "keeper.lock"

    @property
    def server_lock(self) -> Path:
        """Inherited by the server and all its processes: free only when the last of them is gone."""
        return self.folder / "server.lock"

    @property
    def run_folder(self) -> Path:
        """Private folder of the socket, outside the data folder: a socket's path has 107 characters at most."""
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()
        return TEMPORARY_FOLDER / f"hospital-{digest[:16]}"

    @property
    def socket(self) -> Path:
        return self.run_folder / f".s.PGSQL.{PORT}"

    @property
    def socket_owner(self) -> Path:
        """PostgreSQL's note beside the socket; its first line is the process id of the server."""
        return self.run_folder / f".s.PGSQL.{PORT}.lock"
