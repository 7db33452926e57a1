"""Which of the things that a page shows are public, asked in one round trip."""

from collections.abc import Collection, Mapping

from django.db.models import Model

from api.process.sql import Statement, run
from cms.publishing.rows.tables import pk_of, quoted_table


def live_among(asked: Mapping[type[Model], Collection[int]]) -> dict[type[Model], set[int]]:
    """Of the primary keys of snippets, those that are live."""
    wanted = {model: list(keys) for model, keys in asked.items() if keys}
    if not wanted:
        return {model: set() for model in asked}
    found = run(*(Statement(live_of(model), [keys]) for model, keys in wanted.items()))
    live = {model: {pk for (pk,) in rows} for model, rows in zip(wanted, found, strict=True)}
    return {model: live.get(model, set()) for model in asked}


def live_of(model: type[Model]) -> str:
    pk = pk_of(model)
    return f"SELECT {pk} FROM {quoted_table(model)} WHERE live AND {pk} = ANY(%s)"  # noqa: S608
