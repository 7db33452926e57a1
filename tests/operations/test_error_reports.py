"""What a report of an error says of the settings and of a request: no secret, and nothing about readers."""

import pytest
from django.test import RequestFactory
from django.views.debug import ExceptionReporter

from cms.environment import ProductionEnvironment
from cms.purging.caches import Fastly
from cms.settings import base
from tests.operations.test_environment import COMPLETE

SECRET = "zzqsecret"


@pytest.fixture
def report(settings, client):
    settings.DEFAULT_EXCEPTION_REPORTER_FILTER = base.DEFAULT_EXCEPTION_REPORTER_FILTER
    settings.DEBUG = False
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"STORAGE": f"redis://:{SECRET}@10.0.0.1:6379/0"}
    settings.CACHE_PURGE_URLS = [f"http://purger:{SECRET}@varnish:6081/"]
    settings.HTTP_CACHES = [Fastly(service="shop", token=SECRET)]
    settings.EMAIL_HOST_PASSWORD = settings.SECRET_KEY = SECRET
    request = RequestFactory().get(
        f"/api/v1/search/?q={SECRET}",
        headers={"Authorization": f"Bearer {SECRET}", "Cookie": f"sessionid={SECRET}; csrftoken={SECRET}"}
        | {"Referer": f"https://hospital.example/{SECRET}/", "X-Forwarded-For": f"198.51.100.7, {SECRET}"},
        REMOTE_ADDR="198.51.100.7",
    )
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        reporter = ExceptionReporter(request, type(error), error, error.__traceback__)
        data = reporter.get_traceback_data()
    return {name: data[name] for name in ("settings", "request_meta", "request_COOKIES_items")}


def test_report_shows_no_secret(report):
    assert SECRET not in str(report)


def test_report_still_shows_what_helps(report):
    assert report["settings"]["RATE_LIMITS"]["STORAGE"] == "redis://********************@10.0.0.1:6379/0"
    assert report["request_meta"]["PATH_INFO"] == "/api/v1/search/"


def test_report_names_no_reader(report):
    assert "198.51.100.7" not in str(report)


def test_environment_is_shown_without_its_secrets(clean_environment, monkeypatch):
    secrets = dict.fromkeys(("SECRET_KEY", "EMAIL_HOST_PASSWORD", "FASTLY_API_TOKEN"), SECRET * 6)
    secrets |= {"DATABASE_URL": f"postgresql://web:{SECRET}@db/content", "FASTLY_SERVICE_ID": "shop"}
    for name, value in (COMPLETE | secrets).items():
        monkeypatch.setenv(name, value)

    assert SECRET not in repr(ProductionEnvironment.read())
