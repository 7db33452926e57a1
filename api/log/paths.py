"""Front-end paths: how one is read, and how two are compared."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from api.text.folding import MOST_WORDS

LONGEST = 2000
MOST_PARTS = 16
"""Of a path that leads nowhere, so many are looked at: no page stands deeper."""
LONGEST_WORDS = 64
"""Letters of the words of its last part: what is compared with every name gets dearer with each."""
# What Django leaves as it is in the addresses of pages: RFC 3986's sub-delimiters, and what a path may have beside.
SAFE = "!$&'()*+,;=/~:@"


@dataclass(frozen=True, kw_only=True)
class AskedPath:
    """A path that a front end was asked for."""

    path: str
    """Percent-encoded, with one slash at its end, without a query string."""
    query: str = ""
    """Percent-encoded, its parts sorted."""

    @classmethod
    def parse(cls, text: str) -> "AskedPath":
        """Raise ValueError with the remedy."""
        if not text.startswith("/"):
            raise ValueError("Give the path with its first slash, for example /treatments/cordotomy/.")
        if len(text) > LONGEST or "\0" in text:
            raise ValueError(f"This is no path: give at most {LONGEST} characters, none of them NUL.")
        path, _, query = text.partition("#")[0].partition("?")
        return cls(path=re.sub("/+", "/", f"{encoded(path)}/"), query=sorted_query(query))

    @property
    def key(self) -> str:
        """What paths are compared by: in lower case, without a slash at the end; empty for the home page."""
        return key_of(encoded(unquote(self.path).lower()))

    @property
    def spellings(self) -> list[str]:
        """Of the key, in letters as they were asked for, too: the database does not see the case of letters beyond
        ASCII, which are percent-encoded, and a slug may have capitals."""
        return list(dict.fromkeys([self.key, key_of(self.path)]))

    @property
    def keys(self) -> list[str]:
        """By which an old path is found, as Wagtail does: with the query string first, then without."""
        asked = [f"{key}?{self.query.lower()}" for key in self.spellings] if self.query else []
        return [*asked, *self.spellings]

    @property
    def parts(self) -> list[str]:
        """The first of them, that of the home page included, which is empty."""
        return self.key.split("/", MOST_PARTS + 1)[: MOST_PARTS + 1]

    @property
    def is_cut(self) -> bool:
        """Whether it has parts that do not count."""
        return self.key.count("/") > MOST_PARTS

    @property
    def above(self) -> list[str]:
        """Keys of the paths above it, the home page's included."""
        parts = self.parts
        return ["/".join(parts[:length]) for length in range(1, len(parts))]

    @property
    def words(self) -> str:
        """What its last part says."""
        words = re.split(r"[\W_]+", unquote(self.parts[-1]))
        return " ".join(filter(None, words[: MOST_WORDS + 1]))[:LONGEST_WORDS]


def encoded(text: str, *, safe: str = SAFE) -> str:
    """Percent-encoded once, however it came, and composed (Unicode's form C) as slugs are."""
    return quote(unicodedata.normalize("NFC", unquote(text)), safe=safe)


def sorted_query(text: str) -> str:
    return "&".join(sorted(encoded(part, safe=f"{SAFE}?") for part in text.split("&") if part))


def old_path(text: str) -> str:
    """A path as Wagtail keeps those of redirects, in the form of all paths of this API: percent-encoded."""
    path, _, query = text.partition("?")
    return f"{encoded(path)}?{sorted_query(query)}" if query else encoded(path)


def is_below(path: str, above: str) -> bool:
    """Whether a path, or one with the same key, is the other or stands below it. Both are keys."""
    return path == above or path.startswith(f"{above}/")


def key_of(path: str) -> str:
    """As ``api.models.PATH_KEY`` has it in the database."""
    return path.lower().rstrip("/")


def moved_to(location: str, path: str) -> str:
    """The location with another path: its query string and fragment stay."""
    return urlsplit(location)._replace(scheme="", netloc="", path=path).geturl()
