import shutil
import subprocess

import pytest

from tests.processes import PATIENCE

pytestmark = pytest.mark.slow


def test_server_stops_when_its_only_user_is_killed(embedded):
    user = embedded.user()
    user.ask()

    user.kill()

    embedded.wait_until_stopped()
    assert not embedded.layout.run_folder.exists()


def test_server_without_its_keeper_goes_on_and_the_next_user_takes_care_of_it(embedded):
    first, second = embedded.user(), embedded.user()
    started = first.ask()
    embedded.keeper().kill()

    assert second.ask() == started
    first.leave()
    second.leave()
    assert not embedded.is_running()


def test_last_user_ends_a_server_whose_keeper_was_killed(embedded):
    user = embedded.user()
    user.ask()
    embedded.keeper().kill()

    user.leave()

    assert not embedded.is_running()


def test_keeper_that_is_asked_to_end_ends_the_server(embedded):
    user = embedded.user()
    user.ask()

    embedded.keeper().terminate()

    embedded.wait_until_stopped()


def test_user_of_a_killed_server_gets_a_new_one(embedded):
    user = embedded.user()
    started = user.ask()

    embedded.server().kill()

    assert user.ask() != started


def test_cluster_recovers_when_user_keeper_and_server_are_killed_at_once(embedded):
    user = embedded.user(durability="durable")
    user.ask("CREATE TABLE survivors AS SELECT 7 AS number")
    for process in (embedded.keeper(), embedded.server()):
        process.kill()
    user.kill()

    assert embedded.use_once("SELECT number FROM survivors") == ["7"]


def test_process_id_left_by_a_dead_server_may_belong_to_another_process(embedded):
    user = embedded.user()
    user.ask()
    stale = (embedded.layout.cluster / "postmaster.pid").read_text().splitlines()
    user.leave()
    # Under the server's own account, because PostgreSQL itself sees through the process of another one.
    with subprocess.Popen(["sleep", "60"], user=embedded.layout.cluster.stat().st_uid) as bystander:
        left = "\n".join([str(bystander.pid), *stale[1:]]) + "\n"
        (embedded.layout.cluster / "postmaster.pid").write_text(left)
        embedded.layout.run_folder.mkdir(mode=0o700)
        embedded.layout.socket_owner.write_text(left)

        answer = embedded.use_once("SELECT 1")

        assert (answer, bystander.poll()) == (["1"], None)
        bystander.kill()


def test_cluster_whose_making_was_interrupted_is_made_anew(embedded_at, tmp_path):
    embedded = embedded_at(tmp_path / "data")
    embedded.layout.unfinished.mkdir(parents=True)
    (embedded.layout.unfinished / "PG_VERSION").write_text("18\n")

    assert embedded.use_once("SELECT 1") == ["1"]
    assert not embedded.layout.unfinished.exists()


def test_folder_deleted_and_made_anew_gets_its_own_server(embedded_at, tmp_path):
    embedded = embedded_at(tmp_path / "data")
    first, second = embedded.user(), embedded.user()
    first.ask()
    old_server = embedded.server()
    shutil.rmtree(embedded.folder)

    started = second.ask()

    assert first.ask() == started
    old_server.wait(PATIENCE)
    assert second.ask() == started
    second.leave()
    assert first.ask() == started


def test_complaint_of_a_server_that_does_not_start_is_shown(embedded_at, tmp_path):
    embedded = embedded_at(tmp_path / "data")
    embedded.use_once()
    (embedded.layout.cluster / "PG_VERSION").write_text("9\n")

    assert "database files are incompatible with server" in embedded.user().complaint()


def test_complaint_of_initdb_is_shown(embedded_at, tmp_path, open_folder):
    embedded = embedded_at(tmp_path / "data")
    for name in ("postgres", "initdb"):
        (open_folder / name).write_text("#!/bin/sh\necho the disk is full of sand\nexit 1\n")
        (open_folder / name).chmod(0o755)

    assert "the disk is full of sand" in embedded.user(environment={"PG_BIN": str(open_folder)}).complaint()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_socket_folder_that_somebody_else_put_there_is_refused(embedded, tmp_path, kind):
    if kind == "file":
        embedded.layout.run_folder.touch()
    else:
        embedded.layout.run_folder.symlink_to(tmp_path)

    complaint = embedded.user().complaint()

    embedded.layout.run_folder.unlink()
    assert "belongs to someone else" in complaint
