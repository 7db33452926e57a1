"""Rows as they are published: whole, with what belongs to them and what they point at, and with their version."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias, cast

from django.db.models import ForeignKey, ManyToOneRel, Model
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from api.process.sql import Row, Statement, run
from cms.publishing.publications.registry import parts_of
from cms.publishing.rendering.references import reference_model
from cms.publishing.rows.identity import identification_of
from cms.publishing.rows.tables import pk_of, quoted_table, table_of

Pointer = ForeignKey[Any, Any]
Link: TypeAlias = "ParentalManyToManyField[Any, Any]"


class GoneError(Exception):
    """A row points at what has been deleted since the row was read."""


def rows_of(model: type[Model], keys: Collection[object], *, after: Sequence[Statement] = ()) -> list[Any]:
    """Those with the primary keys, in their order, each with a ``version`` that tells when it was written.

    What most contents look at is there with them: what they point at, their children, and what is linked to them.
    ``after`` are statements to run before, in the same round trip.
    """
    results = iter(run(*after, *(Statement(sql, [list(keys)]) for sql in statements_of(model)))[len(after) :])
    rows = []
    for row, version in table_of(model).instances(next(results)):
        row.version = version
        rows.append(row)
    try:
        complete(model, rows, results)
    except GoneError:  # so the row says something else by now
        return rows_of(model, keys)
    return rows


@cache
def statements_of(model: type[Model]) -> list[str]:
    """Each asks for the rows' primary keys. First the rows, then what ``complete`` looks for, in the same order."""
    reading = table_of(model)
    given = f"{reading.pk} = ANY(%s)"
    return [
        reading.select(given, extra=version_of(model)),
        *(select_chosen(field, f"{pk_of(field.model)} = ANY(%s)") for field in chosen_fields(model)),
        *(sql for relation in children_of(model) for sql in select_children(relation)),
        *map(select_linked, linked_fields(model)),
    ]


def complete(model: type[Model], rows: Collection[Model], results: Iterator[list[Row]]) -> None:
    """Raise GoneError."""
    for field in chosen_fields(model):
        attach_chosen(rows, field, next(results))
    for relation in children_of(model):
        children = list(table_of(relation.related_model).instances(next(results)))
        for field in chosen_fields(relation.related_model):
            attach_chosen([child for child, _ in children], field, next(results))
        attach_children(rows, relation.get_accessor_name(), children)
    for link in linked_fields(model):
        attach_children(rows, link.name, table_of(link.related_model).instances(next(results)))


@cache
def chosen_fields(model: type[Model]) -> list[Pointer]:
    """Foreign keys to what becomes part of a content, and those that tell which document a row is."""
    identifying = identification_of(model).related
    pointers = (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
    return [field for field in pointers if field.name in identifying or is_chosen(field)]


def is_chosen(field: Pointer) -> bool:
    return bool(field.many_to_one) and reference_model(field.related_model) is not None


def select_chosen(field: Pointer, where: str) -> str:
    chosen = table_of(field.related_model)
    return chosen.select(f'{chosen.pk} IN (SELECT "{field.column}" FROM {quoted_table(field.model)} WHERE {where})')  # noqa: S608


def attach_chosen(rows: Iterable[Model], field: Pointer, found: Iterable[Row]) -> None:
    """Raise GoneError."""
    by_key = {instance.pk: instance for instance, _ in table_of(field.related_model).instances(found)}
    for row in rows:
        key = getattr(row, field.attname)
        if key is not None and key not in by_key:
            raise GoneError
        field.set_cached_value(row, by_key.get(key))


@cache
def children_of(model: type[Model]) -> list[ManyToOneRel]:
    """Relations to rows that are saved with the model's, such as reviewers; not what all of Wagtail's pages have."""
    return [
        relation
        for relation in model._meta.related_objects
        if isinstance(relation, ManyToOneRel)
        and isinstance(relation.field, ParentalKey)
        and relation.field.model._meta.app_label != "wagtailcore"
    ]


def select_children(relation: ManyToOneRel) -> Iterator[str]:
    """With what they point at."""
    child = relation.related_model
    reading, column = table_of(child), f'"{relation.field.column}"'
    where = f"{column} = ANY(%s)"
    yield reading.select(where, extra=column, order=(*order_of(child), "pk"))
    for field in chosen_fields(child):
        yield select_chosen(field, where)


@cache
def linked_fields(model: type[Model]) -> list[Link]:
    """Such as specialties."""
    return [field for field in model._meta.many_to_many if isinstance(field, ParentalManyToManyField)]


def select_linked(field: Link) -> str:
    linked, through = table_of(field.related_model), quoted_table(through_of(field))
    source, target = f'{through}."{field.m2m_column_name()}"', f'{through}."{field.m2m_reverse_name()}"'
    return linked.select(
        f"{source} = ANY(%s)",
        extra=source,
        join=f"JOIN {through} ON {target} = {linked.pk}",
        order=order_of(field.related_model),
    )


def through_of(link: Link) -> type[Model]:
    return cast(type[Model], link.remote_field.through)


def order_of(model: type[Model]) -> Iterable[str]:
    return cast(Iterable[str], model._meta.ordering)


def attach_children(rows: Iterable[Model], name: str, found: Iterable[tuple[Model, object]]) -> None:
    """As rows hold what was changed and not saved yet. ``found`` comes with the primary key of the row that has it."""
    held: dict[object, list[Model]] = {}
    for instance, key in found:
        held.setdefault(key, []).append(instance)
    for row in rows:
        getattr(row, name).set(held.get(row.pk, []))


def version_of(model: type[Model]) -> str:
    """The transactions that wrote the parts of a row, in SQL."""
    own = [f"{quoted_table(each)}.xmin::text" for each in (model, *model._meta.get_parent_list())]
    return " || ':' || ".join([*own, *(version_of_part(model, name) for name in parts_of(model))])


def version_of_part(model: type[Model], name: str) -> str:
    """The same for rows that belong to the row and are saved on their own."""
    relation = cast(ManyToOneRel, model._meta.get_field(name))
    part = relation.related_model
    return (
        f"(SELECT coalesce(string_agg(part.xmin::text, ',' ORDER BY part.{pk_of(part)}), '')"  # noqa: S608
        f' FROM {quoted_table(part)} part WHERE part."{relation.field.column}" = {table_of(model).pk})'
    )


def select_versions(model: type[Model], keys: Collection[object]) -> Statement:
    """By primary key, as the database has them now."""
    reading = table_of(model)
    columns = f"{reading.pk}, {version_of(model)}"
    return Statement(f"SELECT {columns} FROM {reading.source} WHERE {reading.pk} = ANY(%s)", [list(keys)])  # noqa: S608
