"""One account for each role of the sample. The passwords are public: they work on development settings only."""

from typing import NamedTuple


class Account(NamedTuple):
    name: str
    password: str
    role: str


ACCOUNTS = (
    Account("editor", "larkmoor-editor", "writes, publishes, withdraws and recalls pages"),
    Account("author", "larkmoor-author", "writes drafts and hands them in"),
    Account("admin", "larkmoor-admin", "may do everything"),
)
