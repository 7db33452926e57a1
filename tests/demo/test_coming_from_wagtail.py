"""Every address that docs/coming-from-wagtail-api.md names answers as it says."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "coming-from-wagtail-api.md"
ADDRESSES = sorted(set(re.findall(r"`\$API(/[^`]*)`", PAGE.read_text(encoding="utf-8"))))
NEEDS_A_KEY = "as_of"


@pytest.fixture(scope="module")
def variables(demo):
    cordotomy = demo.get("/api/v1/procedures/cordotomy/").json()
    return {"$ID": cordotomy["id"], "$DAY": str(datetime.now(UTC).date())}


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_answers(demo, variables, address):
    for name, value in variables.items():
        address = address.replace(name, value)

    response = demo.get(f"/api/v1{address}")

    assert response.status_code == (401 if NEEDS_A_KEY in address else 200), response.text
    if response.headers["Content-Type"].endswith("json") and "results" in response.json():
        assert response.json()["results"]
