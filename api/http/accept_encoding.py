"""Which content coding a client gets (RFC 9110 section 12.5.3)."""

from api.process.memoized import memoized

IDENTITY = "identity"


def choose(header: str | None, *, offered: tuple[str, ...]) -> str:
    """The coding to answer with: the client's favourite, and among equals the first that is offered.

    ``header`` is the value of Accept-Encoding, None when it was not sent. ``identity`` is the answer to clients that
    say nothing, and to those that accept nothing that is offered: section 12.5.3 prefers it to an error.
    """
    return best_of(header, offered) if header else IDENTITY


@memoized
def best_of(header: str, offered: tuple[str, ...]) -> str:
    weights = parse(header)
    others = weights.get("*", 0.0)
    best = max(offered, key=lambda coding: weights.get(coding, others))
    weight = weights.get(best, others)
    # A client that does not name identity accepts it, but prefers what it names.
    return best if weight > 0 and weight >= weights.get(IDENTITY, 0.0) else IDENTITY


def refuses_identity(header: str | None) -> bool:
    weights = parse(header or "")
    return weights.get(IDENTITY, weights.get("*", 1.0)) == 0


def parse(header: str) -> dict[str, float]:
    """Weights by coding, in lower case. A weight that cannot be read counts as a refusal."""
    weights = {}
    for member in header.lower().split(","):
        coding, _, parameters = member.partition(";")
        if coding.strip():
            weights[{"x-gzip": "gzip"}.get(coding.strip(), coding.strip())] = weight_of(parameters)
    return weights


def weight_of(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
