"""Counts who reads what: in memory alone, for whoever is to know before something goes (``api.http.reads``)."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.http import HttpRequest

from api.access.keys import MARK, digest_of
from api.http import reads
from api.parameters.models import ChosenParameters, NoParameters
from api.process.counts import COUNTS
from api.process.models import Count
from api.representations.fields import Choice, parse_fields
from api.representations.representation import JSON, PARTIAL

KIND = Count.Kind.READ.value
CLOSED = ("rich_text", "format", "include")
"""Parameters of whose values it is told which was asked for."""
LONGEST = 256
"""Characters of ``fields``, beyond which names are worked out anew each time."""
IN_BODY = re.compile(rb'"type":"([a-z_]+)","id":"[0-9a-f-]{36}","fallback":')


class Reads(NamedTuple):
    names: tuple[str, ...]
    has_blocks: bool
    """Whether blocks are among the members."""


def blocks_in(body: bytes | None) -> tuple[str, ...]:
    """Names of the types of blocks in a document's stored JSON, without reading it all."""
    return tuple(reads.block(kind.decode()) for kind in sorted(set(IN_BODY.findall(body)))) if body else ()


def count(
    request: HttpRequest, parameters: NoParameters, *, media_type: str, blocks: tuple[str, ...]
) -> tuple[str, ...]:
    """Names of what was read, counted. No query, no lookup: a microsecond or two."""
    match = request.resolver_match
    if match is None or not match.namespaces:  # whether the process runs is asked all the time
        return ()
    read = names_of(match.url_name or "", parameters, media_type)
    names = (*read.names, *blocks) if blocks and read.has_blocks else read.names
    COUNTS.add(KIND, *names, digest=digest_sent(request))
    return names


def digest_sent(request: HttpRequest) -> str:
    """Of the key, whether one is needed or not; whether there is such a key is seen when counts are written."""
    sent: str = request.META.get("HTTP_AUTHORIZATION", "")
    if not sent:
        return ""
    scheme, _, key = sent.partition(" ")
    key = key.strip()
    return digest_of(key) if scheme.lower() == "bearer" and key.startswith(MARK) else ""


def names_of(view: str, parameters: NoParameters, media_type: str) -> Reads:
    given = parameters.model_fields_set
    fields = parameters.fields if isinstance(parameters, ChosenParameters) else ALWAYS
    if not given:
        return known(view, (), fields, media_type)
    asked = tuple(sorted(name if name not in CLOSED else valued(name, parameters) for name in given))
    is_long = fields is not None and len(fields) > LONGEST
    return (known.__wrapped__ if is_long else known)(view, asked, fields, media_type)


ALWAYS = ""
"""What stands in place of ``fields`` where nothing can be chosen."""


def valued(name: str, parameters: NoParameters) -> str:
    value = getattr(parameters, name)
    return f"{name}={','.join(sorted(value)) if isinstance(value, list) else value}"


@lru_cache(maxsize=2048)
def known(view: str, asked: tuple[str, ...], fields: str | None, media_type: str) -> Reads:
    """Of what few clients ask alike."""
    choice = parse_fields(fields) if fields else None
    members = [reads.ALL] if choice is None else [*reads.leaves(choice)]
    names = [reads.address(view), *(reads.member(view, path) for path in members)]
    names += [reads.parameter(view, *name.split("=", 1)) for name in asked if name not in ("locale", "fields")]
    if media_type not in ("", JSON, PARTIAL):
        names.append(reads.parameter(view, "Accept", media_type))
    return Reads(tuple(names), has_blocks(choice))


def has_blocks(choice: Choice | None) -> bool:
    if choice is None:
        return True
    sections = choice.get("sections", {})
    return sections is None or not sections.keys().isdisjoint({"blocks", "subsections"})
