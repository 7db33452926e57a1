"""Errors: problem details as in RFC 9457, the same everywhere."""

from typing import Annotated, Literal

from pydantic import Field

from api.contract.base import ContractModel, Text, Url
from api.contract.roles import Value, Words
from api.contract.values import DocumentLink


class ParameterError(ContractModel):
    """What is wrong with one parameter, and what would be right."""

    parameter: Annotated[str, Value()]
    """Its name; empty for a value without a name."""
    detail: Annotated[Text, Words("prose")]
    allowed: Annotated[list[str], Value()]
    """The values or names that are allowed; empty where they cannot be listed: ``detail`` says what to give."""


class Problem(ContractModel):
    """An error. Show ``detail`` to developers, and act on ``status`` and ``type``."""

    type: Url
    """``about:blank``, or a URI naming the kind of problem where clients can act on it."""
    title: Annotated[Text, Words("title")]
    """The same for every problem of the type."""
    status: Annotated[int, Field(ge=400, le=599)]
    detail: Annotated[Text, Words("prose")]
    """What happened this time, and what to do."""
    instance: Url
    """Path of the request."""
    errors: list[ParameterError]


WithdrawalReason = Literal["unpublished", "deleted", "expired", "private", "moved", "recalled"]
RecallClass = Literal["safety", "wrong", "outdated", "legal"]
"""Why a document was recalled: it may harm; it says something wrong; practice has changed; rights or law."""


class GoneProblem(Problem):
    """The document was public and is not any more. Remove copies of it."""

    reason: WithdrawalReason
    recall_class: RecallClass | None
    """Only for ``recalled``. ``safety``: it may harm; ``wrong``: it says something wrong; ``outdated``: practice has
    changed; ``legal``: rights or law."""
    replacement: DocumentLink | None
    """Where to send readers instead; for ``moved``, the same document at its present address."""


class UnknownPathProblem(Problem):
    """No page has the path, and none ever had."""

    suggestions: list[DocumentLink]
    """Pages with a similar name, the most similar first, then the nearest page above the path. To show, not to redirect
    to."""


class QuotaProblem(Problem):
    """The client has asked more than it may. Wait as long as ``Retry-After`` says."""

    violated_policies: Annotated[list[str], Value(), Field(serialization_alias="violated-policies")]
    """Names of the policies, as in the header ``RateLimit-Policy``."""
