import pytest

from cms.postgres.binaries import Binaries, find_binaries, first_complete
from cms.postgres.errors import MissingBinariesError

pytestmark = pytest.mark.slow


def put_programs(folder, *names):
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return folder


def test_chosen_folder_wins(tmp_path):
    chosen = put_programs(tmp_path / "bin", "postgres", "initdb")

    assert find_binaries({"PG_BIN": str(chosen)}) == Binaries(chosen)


def test_folder_without_initdb_is_passed_over(tmp_path):
    client_only = put_programs(tmp_path / "client", "postgres")
    complete = put_programs(tmp_path / "server", "postgres", "initdb")

    assert first_complete([client_only, complete]) == Binaries(complete)


def test_wrong_choice_is_named(tmp_path):
    with pytest.raises(MissingBinariesError, match=f"PG_BIN is {tmp_path}"):
        find_binaries({"PG_BIN": str(tmp_path)})


@pytest.mark.parametrize("remedy", ["PG_BIN", "uv sync", "DATABASE_URL"])
def test_missing_programs_are_reported_with_every_remedy(remedy):
    with pytest.raises(MissingBinariesError, match=remedy):
        first_complete([])


def test_user_without_programs_is_told_what_to_do(embedded, tmp_path):
    complaint = embedded.user(environment={"PG_BIN": str(tmp_path)}).complaint()

    assert f"MissingBinariesError: PG_BIN is {tmp_path}" in complaint
