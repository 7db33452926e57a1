"""The operating system's account that runs the server."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from cms.postgres.errors import ServerNotStartedError


class Privileges(TypedDict, total=False):
    """Arguments of subprocess.Popen."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def privileges(self) -> Privileges:
        """What a child process is to be started with in order to run as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path | int) -> None:
        """Makes this account the owner of one file or folder, and of nothing else.

        :raises ServerNotStartedError: if the file system does not know owners.
        """
        if self.is_ours:
            return
        try:
            os.chown(path, self.uid, self.gid)
        except OSError as error:
            raise ServerNotStartedError(
                f"Root may not run PostgreSQL, and the file system does not let it give files to user {self.uid} "
                f"({error}). Run as an ordinary user, choose another data folder, or set DATABASE_URL."
            ) from error


def account_for(cluster: Path) -> Account:
    """Who runs the server over this data directory: its owner; for a new one ourselves, or `nobody` for root.

    PostgreSQL refuses to run as root, and to use a directory that is not its own.

    :raises ServerNotStartedError: if the directory belongs to root, or to another user and we are not root.
    """
    if not cluster.exists():
        return _account_of_new_clusters()
    owner = cluster.stat()
    if owner.st_uid == 0 or os.geteuid() not in {0, owner.st_uid}:
        raise ServerNotStartedError(
            f"{cluster} belongs to user {owner.st_uid}, who cannot run PostgreSQL over it now: change its owner, "
            "choose another data folder, or set DATABASE_URL."
        )
    return Account(owner.st_uid, owner.st_gid)


def _account_of_new_clusters() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)
