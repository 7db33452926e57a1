"""Where Django looks for the models of this app. Each stands with what it is about."""

from api.access.models import ApiKey
from api.log.models import Document, Edition, Feed
from api.process.models import Count
from api.search.models import SearchEntry, SearchName, SearchTerm, SearchWord
from api.search.unfound.models import FrequentSearch

__all__ = [
    "ApiKey",
    "Count",
    "Document",
    "Edition",
    "Feed",
    "FrequentSearch",
    "SearchEntry",
    "SearchName",
    "SearchTerm",
    "SearchWord",
]
