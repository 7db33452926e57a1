"""How a model's rows are read by hand."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import Model

from api.process.sql import Row


class Table:
    """All columns of a model, its parents' included, and instances made from them."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        own, parents = quoted_table(model), model._meta.get_parent_list()
        self.pk = f"{own}.{pk_of(model)}"
        self.source = own + "".join(
            f" JOIN {quoted_table(each)} ON {quoted_table(each)}.{pk_of(each)} = {self.pk}" for each in parents
        )
        fields = model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.columns = {field.name: f'{quoted_table(field.model)}."{field.column}"' for field in fields}
        self.converters = [
            (position, partial(field.from_db_value, expression=None, connection=connection))
            for position, field in enumerate(fields)
            if hasattr(field, "from_db_value")
        ]

    def select(self, where: str, *, extra: str = "NULL", join: str = "", order: Iterable[str] = ("pk",)) -> str:
        """``order`` names fields. The extra expression comes last."""
        columns = ", ".join([*self.columns.values(), extra])
        ordered = ", ".join(self.pk if name == "pk" else self.columns[name] for name in order)
        return f"SELECT {columns} FROM {self.source} {join} WHERE {where} ORDER BY {ordered}"  # noqa: S608

    def instances(self, found: Iterable[Row]) -> Iterator[tuple[Any, Any]]:
        """Of the rows that were found, each with its extra value."""
        for *values, extra in found:
            for position, convert in self.converters:
                values[position] = convert(values[position])
            yield self.model.from_db(connection.alias, self.names, values), extra


table_of: Callable[[type[Model]], Table] = cache(Table)


def quoted_table(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'


def pk_of(model: type[Model]) -> str:
    return f'"{model._meta.pk.column}"'
