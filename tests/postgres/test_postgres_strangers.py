"""The folder of the socket lies where everybody may write: nothing in it is believed, and nobody in it is harmed."""

import os
import pwd
import shutil
import socket
import subprocess
from contextlib import contextmanager

import pytest

from cms.postgres.account import account_for
from cms.postgres.binaries import find_binaries
from cms.postgres.errors import ServerNotStartedError
from cms.postgres.layout import Layout
from cms.postgres.peer import Peer
from cms.postgres.server import Server

NOBODY = pwd.getpwnam("nobody").pw_uid


@pytest.fixture
def layout(tmp_path):
    layout = Layout(tmp_path / "data")
    layout.folder.mkdir()
    yield layout
    if layout.run_folder.is_symlink():
        layout.run_folder.unlink()
    shutil.rmtree(layout.run_folder, ignore_errors=True)


@pytest.fixture
def bystander():
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


@contextmanager
def listening(layout, *, note):
    """As a server would, with a note that names a process."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(layout.socket))
        listener.listen()
        layout.socket_owner.write_text(f"{note}\n")
        yield


def start(layout):
    Server(layout, binaries=find_binaries(), durable=False).ensure_running()


@pytest.mark.parametrize("note", ["{bystander}", "-1", "0", "1"])
def test_process_named_beside_a_socket_is_left_alone(layout, bystander, note):
    layout.run_folder.mkdir(mode=0o700)
    os.chown(layout.run_folder, account_for(layout.cluster).uid, -1)
    with (
        listening(layout, note=note.format(bystander=bystander.pid)),
        pytest.raises(ServerNotStartedError, match="Something that is not this project's server listens"),
    ):
        start(layout)

    assert bystander.poll() is None


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_folder_that_is_open_to_others_is_not_looked_into(layout, bystander, mode):
    layout.run_folder.mkdir()
    layout.run_folder.chmod(mode)
    with listening(layout, note=bystander.pid), pytest.raises(ServerNotStartedError, match="is open to others"):
        start(layout)

    assert bystander.poll() is None


def test_link_in_place_of_the_folder_is_not_followed(layout, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    (elsewhere / "kept").touch()
    layout.run_folder.symlink_to(elsewhere)

    with pytest.raises(ServerNotStartedError, match="belongs to someone else"):
        start(layout)

    assert (elsewhere / "kept").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else's")
def test_folder_of_another_account_is_refused(layout, bystander):
    layout.run_folder.mkdir(mode=0o700)
    os.chown(layout.run_folder, NOBODY - 1, -1)
    with listening(layout, note=bystander.pid), pytest.raises(ServerNotStartedError, match="belongs to someone else"):
        start(layout)

    assert bystander.poll() is None


@pytest.mark.slow
def test_only_the_server_that_was_started_there_is_known_by_its_socket(embedded):
    user = embedded.user()
    user.ask()
    uid = embedded.layout.cluster.stat().st_uid

    found = Peer.behind(embedded.layout.socket, uid=uid)
    os.close(found.handle)

    assert found.pid == embedded.server().pid
    with pytest.raises(ServerNotStartedError):
        Peer.behind(embedded.layout.socket, uid=uid + 1)
