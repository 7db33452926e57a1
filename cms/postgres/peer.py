"""Who listens at a socket, by the kernel's word alone.

The socket lies in a temporary folder in which everybody may write, and notes beside it can be anybody's.
"""

import os
import signal
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cms.postgres.errors import ServerNotStartedError

PROCESSES = Path("/proc")
CREDENTIALS = struct.Struct("3i")
"""Process, user and group of the one that began to listen (unix(7), SO_PEERCRED)."""


@dataclass(frozen=True)
class Peer:
    """A server of ours. ``handle`` stands for the very process: a number may be another's by now."""

    pid: int
    handle: int

    @classmethod
    def behind(cls, address: Path, *, uid: int) -> Self | None:
        """The server that was started to listen there; None where nobody does.

        :raises ServerNotStartedError: for one that cannot be proved to be ours. Nothing is sent to it.
        """
        credentials = credentials_at(address)
        if credentials is None:
            return None
        pid, owner = credentials
        if pid < 2 or owner != uid:
            raise stranger(address)
        try:
            handle = os.pidfd_open(pid)
        except OSError:
            return None  # gone meanwhile
        if not is_server(pid, address, uid=uid):
            os.close(handle)
            raise stranger(address)
        return cls(pid, handle)

    def send(self, number: signal.Signals) -> None:
        """:raises ProcessLookupError: when it has ended."""
        signal.pidfd_send_signal(self.handle, number)


def credentials_at(address: Path) -> tuple[int, int] | None:
    """Process and user; process 0 where the platform does not tell."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(address))
        except OSError:
            return None
        if not hasattr(socket, "SO_PEERCRED"):
            return 0, -1
        told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
    pid, uid, _ = CREDENTIALS.unpack(told)
    return pid, uid


def is_server(pid: int, address: Path, *, uid: int) -> bool:
    """Whether the process is the account's, and was started as PostgreSQL over this very folder of sockets."""
    process = PROCESSES / str(pid)
    try:
        program, *arguments = (process / "cmdline").read_bytes().split(b"\0")
        owner = process.stat().st_uid
    except OSError:
        return False
    is_postgres = Path(os.fsdecode(program)).name == "postgres"
    return owner == uid and is_postgres and os.fsencode(socket_folder(address.parent)) in arguments


def socket_folder(folder: Path) -> str:
    """The server's setting, as it is started with it."""
    return f"unix_socket_directories={folder}"


def stranger(address: Path) -> ServerNotStartedError:
    return ServerNotStartedError(
        f"Something that is not this project's server listens at {address}. End it and remove {address.parent}, "
        "or choose another data folder."
    )
