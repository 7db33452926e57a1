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
    search: Text
    """Needs ``q``."""
    suggest: Text
    """What to offer while a reader types; needs ``q``."""
    resolve: Text
    """What a front-end path means: needs ``path``."""
    navigation: Text
    """Menus."""
    alerts: Text
    site: Text
    """What holds for the whole site."""
    redirects: Text
    synonyms: Text
    """Words that mean the same for search."""
    picks: Text
    """What editors recommend for a search."""
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
