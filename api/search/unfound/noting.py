"""Counts searches that found nothing, or only some of the words.

A search is counted by a digest of its words, with the secret key, and the words stay in this process's memory until the
next writing. Then the database is offered them, and takes those of searches that were asked often and on several days
(``AT_LEAST``, ``ON_DAYS``): a name or a story that somebody typed is written nowhere.
"""

import re
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from api.parameters.models import SearchParameters
from api.process.counts import COUNTS, KEPT, call
from api.process.models import Count
from api.search.searching import Search
from api.search.unfound.models import FrequentSearch
from api.text.folding import joined

AT_LEAST, ON_DAYS = 5, 2
"""How often, and on how many days, a search was asked whose words are told (``api_tell_searches`` says the same)."""
MOST_WORDS, LONGEST = 6, 60
"""Of a search that is counted, and letters: what is longer is a story, and no two people tell the same."""
MOST = 2_000
"""Different searches whose words are kept between two writings."""
DIGEST_LENGTH = 24
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
IDENTIFYING = re.compile(r"\d|@|://|www\.")
"""Numbers, mail addresses and the like: not counted."""


class Missed(NamedTuple):
    """A search that did not find all that was asked for."""

    digest: str
    outcome: str
    """``none`` or ``some``: of the words."""
    locale: str
    words: str

    @property
    def name(self) -> str:
        """Of its count."""
        return f"{self.digest} {self.outcome}"


def missed_by(search: Search, parameters: SearchParameters) -> Missed | None:
    """None for what was found, mended errors of typing included, and for what must not be counted: whatever may name a
    person, further pages, and searches in a part of the site."""
    outcome = search.place.mode if search.found.count else "none"
    if not settings.COUNT_SEARCHES or outcome == "all" or is_in_part(parameters):
        return None
    words = sayable(parameters.q)
    locale = parameters.locale
    return Missed(digest_of(locale, words), outcome, locale, words) if words else None


def is_in_part(parameters: SearchParameters) -> bool:
    filters = (parameters.type, parameters.specialty, parameters.condition, parameters.body_area)
    return parameters.cursor is not None or any(filters)


def sayable(text: str) -> str:
    """The words alone; empty where they may say who asks, or are too many."""
    words = WORD.findall(text.casefold())
    said = " ".join(words)
    return "" if IDENTIFYING.search(text) or len(words) > MOST_WORDS or len(said) > LONGEST else said


def digest_of(locale: str, words: str) -> str:
    """The same for the same words, however they are accented; nobody without the secret key can try words out."""
    key = blake2b(settings.SECRET_KEY.encode()).digest()
    return blake2b(f"{locale} {joined(words)}".encode(), key=key, digest_size=DIGEST_LENGTH // 2).hexdigest()


TELL = "SELECT api_tell_searches(%s::text[], %s::text[], %s::text[])"


class Missing:
    """The words of what this process has counted since the last writing."""

    def __init__(self) -> None:
        self.searches: dict[str, Missed] = {}
        self.lock = Lock()

    def note(self, missed: Missed) -> None:
        COUNTS.add(Count.Kind.NOT_FOUND, missed.name)
        with self.lock:
            if len(self.searches) < MOST:
                self.searches[missed.digest] = missed

    def tell(self) -> None:
        """Offer the words to the database, once the counts are written."""
        with self.lock:
            searches, self.searches = self.searches, {}
        if searches:
            call(TELL, [(missed.digest, missed.locale, missed.words) for missed in searches.values()])


def forget_old() -> None:
    """Words that nobody has asked for as long as counts are kept."""
    oldest = timezone.now().date() - KEPT[Count.Kind.NOT_FOUND]
    FrequentSearch.objects.filter(last_asked__lt=oldest).delete()


MISSING = Missing()
"""Of this process."""
COUNTS.afterwards.append(MISSING.tell)
