"""The search of the admin: Wagtail's own, which knows names by their beginnings, and all that readers would find.

One backend stands behind the page explorer, lists, choosers and the search of all pages (docs/adr/0049).
"""

import uuid
from collections.abc import Sequence
from functools import cached_property, reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import Case, F, Func, IntegerField, Model, Q, QuerySet, UUIDField, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresSearchBackend,
)
from modelsearch.query import PlainText
from wagtail.models import TranslatableMixin

from cms.admin.finding.readers_search import ReadersSearch, ask_as_readers

SHORTEST_MISSPELT = 4
LIKE_ENOUGH = 0.6
"""How much of what was typed stands in a title, by PostgreSQL's groups of three letters."""
TITLE, NAME, FOUND_BY_READERS, WORDS = range(4)
LAST = 10_000
NOTHING = Q(pk__in=[])


class EditorsQueryCompiler(PostgresAutocompleteQueryCompiler):
    """Titles first, then other names, then as readers find it, then whatever has the words, drafts among it."""

    def search(
        self,
        config: str | None,
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
        backend: object = None,
    ) -> QuerySet[Model]:
        if not self.is_for_editors:
            found: QuerySet[Model] = super().search(config, start, stop, score_field, backend)
            return found
        queryset = self.queryset.filter(self.in_title | self.in_names | self.by_readers | self.in_words | self.misspelt)
        if self.order_by_relevance:
            queryset = queryset.order_by(self.tier, self.place, "-pk")
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        if score_field is not None:
            queryset = queryset.annotate(**{score_field: -self.tier})
        limited: QuerySet[Model] = queryset[start:stop]
        return limited

    @property
    def is_for_editors(self) -> bool:
        is_typed = isinstance(self.query, PlainText) and self.fields is None
        return is_typed and issubclass(self.queryset.model, TranslatableMixin)

    @cached_property
    def readers(self) -> list[ReadersSearch]:
        return ask_as_readers(self.query.query_string)

    @property
    def in_title(self) -> Q:
        return Q(index_entries__title=self.build_tsquery(self.query))

    @property
    def in_names(self) -> Q:
        return Q(index_entries__autocomplete=self.build_tsquery(self.query, config="simple"))

    @property
    def by_readers(self) -> Q:
        found = ((each.locale, each.documents) for each in self.readers)
        return any_of([Q(locale__language_code=locale, translation_key__in=keys) for locale, keys in found])

    @property
    def in_words(self) -> Q:
        queries = [each.words for each in self.readers if each.words]
        names = [Q(index_entries__autocomplete=raw(words, config="simple")) for words in queries]
        return any_of([*names, *(Q(index_entries__body=raw(words)) for words in queries)])

    @property
    def misspelt(self) -> Q:
        """Of what is only a draft, readers' search knows no word."""
        text = self.query.query_string
        if len(text) < SHORTEST_MISSPELT:
            return NOTHING
        return Q(GreaterThanOrEqual(TrigramWordSimilarity(text, F("index_entries__title_text")), LIKE_ENOUGH))

    @property
    def tier(self) -> Case:
        tiers = [(self.in_title, TITLE), (self.in_names, NAME), (self.by_readers, FOUND_BY_READERS)]
        return Case(
            *(When(which, then=Value(tier)) for which, tier in tiers),
            default=Value(WORDS),
            output_field=IntegerField(),
        )

    @property
    def place(self) -> Coalesce:
        """Where readers find it."""
        return Coalesce(position_in([key for each in self.readers for key in each.documents]), Value(LAST))


class SearchBackend(PostgresSearchBackend):
    """The name by which settings find it."""

    autocomplete_query_compiler_class = EditorsQueryCompiler


def any_of(conditions: Sequence[Q]) -> Q:
    return reduce(or_, conditions, NOTHING)


def raw(words: str, *, config: str | None = None) -> SearchQuery:
    return SearchQuery(words, search_type="raw", config=config)


def position_in(keys: Sequence[str]) -> Func:
    given = Value([uuid.UUID(key) for key in keys], output_field=ArrayField(UUIDField()))
    return Func(given, F("translation_key"), function="array_position", output_field=IntegerField())
