"""Where a page of results begins. Publishing between two pages moves nothing that was seen to the other side."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Literal, Self

from api.parameters.sealed import seal, unseal

Mode = Literal["all", "some"]
Stage = Literal["pool", "rest"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place between two results. The default is before the first."""

    mode: Mode = "all"
    """Whether results have everything that was asked for."""
    stage: Stage = "pool"
    """The pool, in the order of rank, or what is beyond it, in the coarse order."""
    is_backward: bool = False
    """Towards the beginning."""
    key: tuple[int, int] | None = None
    """Rank (beyond the pool: place) and entry of the result beside it; None at the beginning or end of the stage."""
    pool_end: tuple[int, int, int] | None = None
    """Tier, place and entry of the last in the pool when the first page was made; None for the first page."""
    weights: tuple[float, ...] = ()
    """Of the words, when the first page was made."""

    def beside(self, key: tuple[int, int] | None, *, is_backward: bool = False, stage: Stage | None = None) -> Self:
        return replace(self, key=key, is_backward=is_backward, stage=stage or self.stage)

    def cursor(self, search: str) -> str:
        """To be parsed again for the same search alone."""
        return seal(search, self.mode, self.stage, self.is_backward, self.key, self.pool_end, self.weights)

    @classmethod
    def parse(cls, cursor: str, search: str) -> Self:
        """Raise NeverExisted for what no search gave out, and InvalidParameters for the cursor of another search."""
        others = "another search, or of other filters"
        values = unseal(cursor, whose=search, page="page of results", others=others)
        mode, stage, is_backward, key, pool_end, weights = values
        return cls(
            mode=mode,
            stage=stage,
            is_backward=is_backward,
            key=key and tuple(key),
            pool_end=pool_end and tuple(pool_end),
            weights=tuple(weights),
        )

    @property
    def parameters(self) -> dict[str, int]:
        rank, entry = self.key or (0, 0)
        tier, end, last = self.pool_end or (0, 0, 0)
        return {"key": rank, "key_entry": entry, "end_tier": tier, "end_place": end, "end_entry": last}

    @property
    def within_pool(self) -> str:
        """Keeps the pool as it was, whatever has been published since."""
        if self.pool_end is None:
            return "true"
        ends = "(place, document_id) <= (%(end_place)s::int, %(end_entry)s::bigint)"
        return f"(tier > %(end_tier)s::int OR tier = %(end_tier)s::int AND {ends})"

    @property
    def beyond_key(self) -> str:
        if self.key is None:
            return "true"
        if self.stage == "rest":
            direction = "<" if self.is_backward else ">"
            return f"(entry.place, entry.document_id) {direction} (%(key)s::bigint, %(key_entry)s::bigint)"
        rank, entry = (">", "<") if self.is_backward else ("<", ">")
        at_rank = f"rank = %(key)s::bigint AND document_id {entry} %(key_entry)s::bigint"
        return f"(rank {rank} %(key)s::bigint OR {at_rank})"

    @property
    def order(self) -> str:
        """Of the page; backwards, the nearest first."""
        if self.stage == "rest":
            return "rank DESC, entry_id DESC" if self.is_backward else "rank, entry_id"
        return "rank, entry_id DESC" if self.is_backward else "rank DESC, entry_id"


def signature(asked: object) -> str:
    """Tells searches apart: the parameters that must be the same on all pages."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]
