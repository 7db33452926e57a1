"""One account for each role of the sample. The passwords are public: they work on development settings only."""

from typing import NamedTuple

from procedures.roles import AUTHORS, EDITORS, RECORDS_OFFICERS, REVIEWERS, TRANSLATORS, Role


class Account(NamedTuple):
    name: str
    password: str
    does: str
    role: Role | None


class Reviewing(NamedTuple):
    account: str
    clinician: str
    """Slug."""
    registration: str


REVIEWER = Reviewing("reviewer", "mei-lin-chen", "SAMPLE-0001")
ACCOUNTS = (
    Account("author", "larkmoor-author", "writes drafts and hands them in", AUTHORS),
    Account("reviewer", "larkmoor-reviewer", "reads them as a clinician, approves or sends back", REVIEWERS),
    Account("editor", "larkmoor-editor", "writes, publishes, withdraws and recalls pages", EDITORS),
    Account("translator", "larkmoor-translator", "translates pages and hands them in", TRANSLATORS),
    Account("records", "larkmoor-records", "sees what was public on any day, recalls pages", RECORDS_OFFICERS),
    Account("admin", "larkmoor-admin", "may do everything", None),
)
