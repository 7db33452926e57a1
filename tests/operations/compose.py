"""compose.yaml as data, with its variables filled in."""

import re
from dataclasses import dataclass

import yaml

from tests.operations.dockerfile import ROOT, read_stages

VARIABLE = re.compile(r"\$\{(?P<name>\w+):(?P<kind>[-?])(?P<rest>[^}]*)\}")
GIVEN = {"email_host_password", "fastly_api_token", "cloudflare_api_token"}
"""Secrets that others give, and that a hospital may be without: their files are empty then."""
SECRET = "not-a-secret-but-as-long-as-one-has-to-be-at-the-least"
"""What a person has in the files of secrets."""


@dataclass(frozen=True)
class Service:
    name: str
    definition: dict

    @property
    def is_ours(self):
        return "build" in self.definition

    @property
    def command(self):
        return self.definition["command"]

    @property
    def variables(self):
        """Set by compose.yaml alone."""
        return self.definition.get("environment", {})

    @property
    def secrets(self):
        """Names of the secrets that it is given, by the names of the files that it finds them in."""
        given = [each if isinstance(each, dict) else {"source": each} for each in self.definition.get("secrets", [])]
        return {each.get("target", each["source"]): each["source"] for each in given}

    @property
    def networks(self):
        return set(self.definition.get("networks", ["default"]))

    @property
    def environment(self):
        """What the process sees: the image's variables, and over them those of compose.yaml."""
        return read_stages()[-1].environment({"PATH": ""}) | self.variables

    @property
    def settings(self):
        return self.environment["DJANGO_SETTINGS_MODULE"]


def read_text():
    return (ROOT / "compose.yaml").read_text()


def read_example():
    """The variables of .env.example."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def required_variables():
    return {found["name"] for found in VARIABLE.finditer(read_text()) if found["kind"] == "?"}


def optional_variables():
    return {found["name"] for found in VARIABLE.finditer(read_text()) if found["kind"] == "-"}


def read_compose(variables=None):
    """The file's content, filled in as for a first try unless other variables are given."""
    known = read_example() if variables is None else variables

    def value_of(found):
        value = known.get(found["name"], "")
        if not value and found["kind"] == "?":
            raise LookupError(f"{found['name']}: {found['rest']}")
        return value or found["rest"]

    return fill(yaml.safe_load(read_text()), value_of)


def fill(content, value_of):
    """Compose fills in after parsing: what stands in a variable is text, whatever YAML would make of it."""
    if isinstance(content, dict):
        return {key: fill(value, value_of) for key, value in content.items()}
    if isinstance(content, list):
        return [fill(value, value_of) for value in content]
    return VARIABLE.sub(value_of, content) if isinstance(content, str) else content


def read_services():
    return [Service(name, definition) for name, definition in read_compose()["services"].items()]


def our_services():
    return [service for service in read_services() if service.is_ours]
