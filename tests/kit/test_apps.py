"""The packages for apps: what makes their models, and what is written by hand beside it, are of this contract."""

import json
import re

import pytest
import yaml

from api.contract.base import VERSION
from api.views.contract import OPENAPI_FILE
from cms.environment import ROOT
from tests import typescript

KIT = typescript.KIT.parent
APPS = ["kotlin", "swift"]
SCHEMAS = json.loads(OPENAPI_FILE.read_text("utf-8"))["components"]["schemas"].keys()


@pytest.mark.parametrize("name", APPS)
def test_models_are_made_of_the_contract_into_a_folder_that_is_not_committed(name):
    told = yaml.safe_load((KIT / name / "generator.yaml").read_text("utf-8"))

    assert ROOT / told["inputSpec"] == OPENAPI_FILE
    assert f"{told['outputDir']}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert f"examples/kit/{name}/generator.yaml" in (KIT / "README.md").read_text("utf-8")


def test_what_is_written_by_hand_reads_models_of_the_contract():
    kotlin = (KIT / "kotlin/src/main/kotlin/hospital/content/Reading.kt").read_text("utf-8")
    swift = (KIT / "swift/Sources/HospitalContent/Reading.swift").read_text("utf-8")
    named = re.findall(r"\): (\w+Document)\b", kotlin), re.findall(r"-> (\w+Document)\b", swift)

    assert named[0] == named[1] == ["ProcedureDocument", "PageDocument"]
    assert {*named[0]} <= SCHEMAS


def test_version_is_that_of_the_contract():
    assert f'version = "{VERSION}" //' in (KIT / "kotlin/build.gradle.kts").read_text("utf-8")
