"""What editors find pages and snippets by, besides what is live: the words of their drafts."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from wagtail.search import index


class Drafted(Protocol):
    live: bool
    has_unpublished_changes: bool
    latest_revision_id: int | None

    def get_latest_revision_as_object(self) -> object: ...
    def get_autocomplete_search_fields(self) -> list[index.BaseField]: ...
    def get_searchable_search_fields(self) -> list[index.BaseField]: ...


class SearchedWithDraft:
    """The row of what is live has the live words. With these fields, the words of a newer draft are found as well."""

    draft_fields: list[index.BaseField | index.RelatedFields] = [
        index.AutocompleteField("names_in_draft"),
        index.SearchField("words_in_draft"),
    ]

    def names_in_draft(self: Drafted) -> list[object]:
        return [*in_draft(self, self.get_autocomplete_search_fields())]

    def words_in_draft(self: Drafted) -> list[object]:
        return [*in_draft(self, self.get_searchable_search_fields())]


def in_draft(row: Drafted, fields: Iterable[index.BaseField]) -> Iterator[object]:
    if row.live and row.has_unpublished_changes and row.latest_revision_id:
        draft = row.get_latest_revision_as_object()
        yield from (field.get_value(draft) for field in fields if not field.field_name.endswith("_in_draft"))
