"""What every model of the public contract shares."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from api.contract.roles import Token, Value, Whose

VERSION = "1.0.0"
"""Version of the contract (semantic versioning). The major number is the ``v1`` of the addresses."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""Plain text without markup, never empty. Each member says which role its words have: ``api.contract.roles``."""

Url = Annotated[Text, Value()]
"""A path of the front end, or an address with its scheme."""

Opaque = Annotated[Text, Token()]
"""For programs alone."""

SLUG_PATTERN = r"^[^\x00-,./:-@\[-^`{-\x7f]+$"
"""ASCII letters, digits, ``-`` and ``_``, and whatever is beyond ASCII: ``\\w`` has other letters in each language."""
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, min_length=1), Token()]
"""The last part of an address; letters, digits, hyphens and underscores."""

LANGUAGE_TAG_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_TAG_PATTERN), Value()]
"""A BCP 47 language tag, for example ``en`` or ``es``."""

Duration = Annotated[str, StringConstraints(pattern=r"^P(\d+[YMWD])*(T(\d+[HMS])+)?$"), Value()]
"""An ISO 8601 duration such as ``PT45M``, ``P1D`` or ``P6W``."""


class ContractModel(BaseModel):
    """Immutable, closed (no unknown members), and every member always present in the JSON."""

    whose: ClassVar[Whose] = "own"
    formerly: ClassVar[Mapping[str, str]] = {}
    """Names of members in editions that an earlier release made, with the names they have now: the log keeps those
    editions for ever. Nothing that was released is renamed any more."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_serialization_defaults_required=True,
        use_attribute_docstrings=True,
    )
