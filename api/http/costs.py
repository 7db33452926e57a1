"""What a question costs, told from the request alone, in milliseconds of a worker and the database.

Roughly, and as measured with a thousand treatments: it is to tell a search from a document, not to bill anybody.
"""

from typing import NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict


class Weight(NamedTuple):
    flat: int
    letters: int
    """So many of the query string cost one more."""


LONGEST = 200
"""Letters that are weighed: nothing that may be asked gets dearer beyond."""
WEIGHTS = {"search": Weight(20, 2), "suggest": Weight(2, 8), "resolve": Weight(2, 4)}
"""By what follows the version in the address."""
NARROWED = Weight(10, 4)
"""Of lists with ``q``."""
LIST = Weight(5, 25)
OVERVIEW = 10
"""Of a document with the lists that name it."""
WHOLE = Weight(60, 25)
"""Of a page of whole documents."""
FORM = Weight(2, 25)
"""Of a document in another form than the stored one."""
ITEMS = 10
"""Items of a page that cost one more."""
UNREADABLE = 1
"""It is refused before anything is looked for."""
FREE = {"locale"}


def cost_of(request: HttpRequest) -> int:
    """Nothing for documents and lists as they come, in any language."""
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return OVERVIEW if request.path.endswith("/overview/") else 0
    try:
        asked = request.GET
    except SuspiciousOperation:
        return UNREADABLE
    if asked.keys() <= FREE:
        return OVERVIEW if request.path.endswith("/overview/") else 0
    weight = weight_of(request.path, asked)
    return weight.flat + min(len(query), LONGEST) // weight.letters + items(asked.get("limit", "")) // ITEMS


def weight_of(path: str, asked: QueryDict) -> Weight:
    name, _, rest = path.partition("/v1/")[2].partition("/")
    if name in WEIGHTS:
        return WEIGHTS[name]
    if rest:
        return FORM
    if "include" in asked or "sections" in asked.get("fields", ""):
        return WHOLE
    return NARROWED if "q" in asked else LIST


def items(limit: str) -> int:
    """The view refuses what is no number, or too many."""
    return int(limit) if limit.isascii() and limit.isdigit() and len(limit) <= len("1000") else 0
