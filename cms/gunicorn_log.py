"""gunicorn's log, without what readers asked and who they are: ``--logger-class=cms.gunicorn_log.Logger``."""

from typing import cast
from urllib.parse import quote

from gunicorn.glogging import Logger as GunicornLogger

from cms.logs import without_token

HARMLESS = ("s", "m", "H", "b", "B", "T", "D", "M", "L", "p", "t")
"""Of what a format may name. The rest (addresses, queries, headers) becomes “-”, whatever the format asks for."""
INVALID = "Invalid request from"
"""Begins a line of gunicorn's that quotes what it did not understand."""


class Logger(GunicornLogger):
    def atoms(self, resp: object, req: object, environ: dict[str, object], request_time: object) -> dict[str, object]:
        every = cast(dict[str, object], super().atoms(resp, req, environ, request_time))
        path = quote(without_token(str(every["U"])))
        return {name: every[name] for name in HARMLESS} | {"U": path, "r": f"{every['m']} {path} {every['H']}"}

    def warning(self, msg: object, *args: object, **options: object) -> None:
        is_quoted = str(msg).startswith(INVALID)
        super().warning("A request was refused that is not HTTP." if is_quoted else msg, *args, **options)

    def exception(self, msg: object, *args: object, **options: object) -> None:
        """Its arguments are the method and the address of a request that failed."""
        super().exception(msg, *(without_token(str(argument).partition("?")[0]) for argument in args), **options)
