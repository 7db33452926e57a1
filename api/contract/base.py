"""What every model of the public contract shares."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

VERSION = "1.0.0"
"""Version of the contract (semantic versioning). The major number is the ``v1`` of the addresses."""

Text = Annotated[str, StringConstraints(min_length=1)]
"""Plain text without markup, never empty."""

Slug = Annotated[str, StringConstraints(pattern=r"^[-\w]+$", min_length=1)]
"""The last part of an address; letters, digits, hyphens and underscores."""

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag, for example ``en`` or ``es``."""

Duration = Annotated[str, StringConstraints(pattern=r"^P(\d+[YMWD])*(T(\d+[HMS])+)?$")]
"""An ISO 8601 duration such as ``PT45M``, ``P1D`` or ``P6W``."""


class ContractModel(BaseModel):
    """Immutable, closed (no unknown members), and every member always present in the JSON."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_serialization_defaults_required=True,
        use_attribute_docstrings=True,
    )
