"""The entry point and the health checks."""

from typing import Annotated, Literal

from api.contract.base import ContractModel, LanguageTag, Text, Url
from api.contract.roles import Value, Words


class Links(ContractModel):
    """Addresses of everything this API serves."""

    self: Url
    procedures: Url
    pages: Url
    specialties: Url
    conditions: Url
    clinicians: Url
    locations: Url
    search: Url
    """Needs ``q``."""
    suggest: Url
    """What to offer while a reader types; needs ``q``."""
    resolve: Url
    """What a front-end path means: needs ``path``."""
    navigation: Url
    """Menus."""
    alerts: Url
    site: Url
    """What holds for the whole site."""
    redirects: Url
    synonyms: Url
    """Words that mean the same for search."""
    picks: Url
    """What editors recommend for a search."""
    urgent: Url
    """Where somebody in danger finds help, by what they search for."""
    changes: Url
    """The change feed."""
    openapi: Url
    docs: Url


class EntryPoint(ContractModel):
    """Where a client starts."""

    name: Annotated[Text, Words("title")]
    version: Annotated[Text, Value()]
    """Version of the contract (semantic versioning)."""
    default_locale: LanguageTag
    locales: list[LanguageTag]
    links: Links


class Health(ContractModel):
    status: Literal["ok"] = "ok"
