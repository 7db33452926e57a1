"""The delivery plane: the public API alone, as a WSGI application and by a command that serves it.

``cms.delivery:application`` is for any WSGI server. It is loaded when it is asked for, because it sets Django up with
settings of its own, and the command must be found under any settings.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "application":
        from cms.delivery.wsgi import application

        return application
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
