"""The entry point and the health checks."""

from typing import Literal

from api.contract.base import ContractModel, LanguageTag, Text


class Links(ContractModel):
    """Addresses of everything this API serves."""

    self: Text
    procedures: Text
    pages: Text
    specialties: Text
    conditions: Text
    clinicians: Text
    locations: Text
    changes: Text
    """The change feed."""
    openapi: Text
    docs: Text


class EntryPoint(ContractModel):
    """Where a client starts."""

    name: Text
    version: Text
    """Version of the contract (semantic versioning)."""
    default_locale: LanguageTag
    locales: list[LanguageTag]
    links: Links


class Health(ContractModel):
    status: Literal["ok"] = "ok"
