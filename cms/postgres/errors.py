"""What can go wrong with the embedded server, each with a sentence for the person at the terminal."""


class EmbeddedPostgresError(RuntimeError):
    """Base of everything this package raises on purpose; its text is meant to be shown as it is."""


class UnsupportedPlatformError(EmbeddedPostgresError):
    """The platform lacks what the starter stands on (flock, fork, local sockets)."""


class MissingBinariesError(EmbeddedPostgresError):
    """No usable PostgreSQL server programs were found."""


class ServerNotStartedError(EmbeddedPostgresError):
    """The server could not be made to accept connections; the text carries PostgreSQL's own words."""
