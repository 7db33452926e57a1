"""Every address answers as the contract says, and every error is a problem."""

from urllib.parse import unquote

import pytest

from api.contract.catalogue import CATALOGUE
from api.contract.entry import EntryPoint
from api.views.contract import OPENAPI_FILE
from tests.publishing import site_content


def test_entry_point_links_lead_somewhere(site, api, client):
    entry = EntryPoint.model_validate_json(api().content)

    site_content.site_information()
    needed = {"resolve": "path=/", "search": "q=x", "suggest": "q=x"}
    for name, address in entry.links.model_dump().items():
        assert client.get(f"{address}?{needed.get(name, '')}").status_code == 200, name


COLLECTIONS = [kind.collection for kind in CATALOGUE.values() if kind.only_slug is None]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_collection_answers_a_list(site, api, collection):
    own = {"codes_understood"} if collection in ("procedures", "conditions") else set()
    assert set(api(f"{collection}/").json()) == {"count", "next", "previous", "results"} | own


@pytest.mark.parametrize(
    "address",
    ["/api/v1/nowhere/", "/api/", "/api/v2/procedures/", "/api/v1/docs/secret.js", "/api/v1/procedures/a%00b/"],
)
def test_unknown_address_is_a_problem(site, client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["instance"] == unquote(address)


def test_served_description_is_the_file_of_the_repository(site, api):
    stored = OPENAPI_FILE.read_text(encoding="utf-8")
    served = api("openapi.json").content.decode()
    assert served == stored.replace('"https://content.hospital.example"', '"http://testserver"', 1)


def test_docs_page_loads_nothing_from_elsewhere(site, api):
    response = api("docs/")

    assert b"http" not in response.content
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert api("docs/swagger-ui-bundle.js").status_code == 200


def test_process_is_up_without_asking_the_database(client, django_assert_num_queries):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_ready_when_the_database_answers(db, client):
    assert client.get("/readyz").json() == {"status": "ok"}


def test_unknown_parameter_is_refused_everywhere(site, api):
    for address in ("", "openapi.json", "specialties/"):
        assert api(f"{address}?colour=red").status_code == 400


def test_unhandled_error_is_a_problem_that_gives_nothing_away(site, client, monkeypatch, caplog):
    def fail(*args, **options):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("api.views.documents.find", fail)
    client.raise_request_exception = False

    response = client.get("/api/v1/procedures/x/")

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert b"secret detail" not in response.content
    assert "secret detail" in caplog.text
