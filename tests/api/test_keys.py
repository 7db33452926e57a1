"""API keys: who gets in, who is told what, and that keys are not kept."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from api.access.keys import generate_key
from api.models import ApiKey
from api.process.counts import COUNTS
from tests.api.appending import procedure, publish


@pytest.fixture
def edition(db):
    return publish(procedure())


@pytest.fixture
def ask(api, edition):
    """GET of an edition with this Authorization header."""

    def get(authorization):
        return api(f"editions/{edition.number}/", headers={"Authorization": authorization})

    return get


def stored(*, scopes=("records",), expires_at=None, revoked_at=None, **limits):
    plain, key = generate_key(name="Records", scopes=scopes, expires_at=expires_at, **limits)
    key.revoked_at = revoked_at
    key.save()
    return plain


def test_key_with_the_scope_gets_in(ask):
    plain = stored()

    assert ask(f"Bearer {plain}").status_code == 200
    assert ask(f"bearer  {plain} ").status_code == 200


def test_checking_a_key_writes_nothing(ask, django_assert_num_queries):
    plain = stored()

    with django_assert_num_queries(2) as queries:
        ask(f"Bearer {plain}")

    assert all(query["sql"].startswith("SELECT") for query in queries.captured_queries)


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ({"revoked_at": timezone.now()}, "revoked"),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "expired"),
    ],
)
def test_key_that_is_over_is_told_so(ask, state, says):
    response = ask(f"Bearer {stored(**state)}")

    assert response.status_code == 401
    assert says in response.json()["detail"]
    assert 'error="invalid_token"' in response.headers["WWW-Authenticate"]


@pytest.mark.parametrize("authorization", ["Bearer hck_made-up", "Bearer", "Bearer ", "Bearer é", "Bearer \x7f"])
def test_key_that_is_not_known_is_refused(ask, authorization):
    response = ask(authorization)

    assert response.status_code == 401
    assert "not known" in response.json()["detail"]


@pytest.mark.parametrize("authorization", ["", "Basic dXNlcjpwYXNz", "hck_made-up"])
def test_other_authorization_is_no_key(ask, authorization):
    response = ask(authorization)

    assert response.status_code == 401
    assert "error" not in response.headers["WWW-Authenticate"]


def test_key_without_the_scope_is_not_enough(ask):
    response = ask(f"Bearer {stored(scopes=[])}")

    assert response.status_code == 403
    assert "records" in response.json()["detail"]
    assert 'error="insufficient_scope"' in response.headers["WWW-Authenticate"]


@pytest.mark.parametrize("authorization", ["Bearer hck_made-up", "Basic x", "nonsense"])
@pytest.mark.parametrize("address", ["procedures/kneeling/", "procedures/", "changes/", ""])
def test_public_answers_ignore_keys(api, edition, address, authorization):
    plain = api(address)

    response = api(address, headers={"Authorization": authorization})

    assert response.status_code == 200
    assert response.content == plain.content
    assert response.headers["Cache-Control"] == plain.headers["Cache-Control"]
    assert response.headers["Cache-Control"].startswith("public")
    assert "Authorization" not in response.headers.get("Vary", "")


def test_made_key_works_until_it_is_revoked(ask, capsys):
    call_command("api_key", "create", "--name", "Records department", "--scope", "records", "--expires", "2999-12-31")
    plain = capsys.readouterr().out.strip()
    assert ask(f"Bearer {plain}").status_code == 200

    call_command("api_key", "list")
    listed = capsys.readouterr().out
    prefix = listed.split()[0]
    assert "Records department" in listed
    assert plain not in listed

    call_command("api_key", "revoke", prefix)
    assert ask(f"Bearer {plain}").status_code == 401


def test_key_itself_is_stored_nowhere(db, capsys):
    call_command("api_key", "create", "--name", "Records", "--scope", "records")
    plain = capsys.readouterr().out.strip()

    [row] = ApiKey.objects.values()

    assert plain.startswith("hck_")
    assert len(plain) > 40
    assert not any(plain in str(value) for value in row.values())


def test_key_ends_after_a_year_unless_it_is_said_otherwise(db, capsys):
    for expires in ([], ["--expires", "never"]):
        call_command("api_key", "create", "--name", "Records", "--scope", "records", *expires)

    usual, endless = ApiKey.objects.order_by("pk")
    assert timedelta(days=364) < usual.expires_at - timezone.now() <= timedelta(days=365)
    assert endless.expires_at is None


def test_renewed_key_opens_the_same_and_the_old_one_a_week_longer(ask, capsys):
    old = stored()
    call_command("api_key", "rotate", old[:12])
    new = capsys.readouterr().out.strip()

    assert ask(f"Bearer {old}").status_code == ask(f"Bearer {new}").status_code == 200
    before, after = ApiKey.objects.order_by("pk")
    assert (after.name, after.scopes) == (before.name, before.scopes)
    assert timedelta(days=6) < before.expires_at - timezone.now() <= timedelta(days=7)


def test_key_that_ends_sooner_is_not_prolonged_by_renewing_it(db, capsys):
    end = timezone.now() + timedelta(days=2)
    call_command("api_key", "rotate", stored(expires_at=end)[:12])

    assert ApiKey.objects.order_by("pk")[0].expires_at == end


def test_key_that_is_over_is_not_renewed(db):
    plain = stored(revoked_at=timezone.now())

    with pytest.raises(CommandError, match="revoked"):
        call_command("api_key", "rotate", plain[:12])


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        ({"document_types": ["procedure"]}, 200),
        ({"document_types": ["page"]}, 403),
        ({"locales": ["en"]}, 200),
        ({"locales": ["es"]}, 403),
        ({"document_types": ["procedure"], "locales": ["es"]}, 403),
    ],
)
@pytest.mark.parametrize("address", ["editions/{number}/", "procedures/kneeling/?as_of={day}"])
def test_key_opens_its_types_and_languages_alone(api, edition, limits, status, address):
    path = address.format(number=edition.number, day=timezone.now().date())

    response = api(path, headers={"Authorization": f"Bearer {stored(**limits)}"})

    assert response.status_code == status
    if status == 403:
        assert "alone" in response.json()["detail"]


def test_list_tells_when_a_key_was_used_last(ask, capsys):
    ask(f"Bearer {stored()}")
    stored()
    COUNTS.flush()

    call_command("api_key", "list")

    said = capsys.readouterr().out
    assert f"last used {timezone.now():%Y-%m-%d}" in said
    assert "never used" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "--name", "x", "--scope", "records", "--expires", "2020-01-01"],
        ["create", "--name", "x", "--scope", "records", "--expires", "soon"],
        ["create", "--name", "x", "--scope", "everything"],
        ["create", "--scope", "records"],
        ["create", "--name", "x", "--scope", "records", "--type", "novelty"],
        ["rotate", "hck_nothing"],
        ["revoke", "hck_nothing"],
    ],
)
def test_wrong_use_of_the_command_makes_no_key(db, arguments):
    with pytest.raises(CommandError):
        call_command("api_key", *arguments)

    assert not ApiKey.objects.exists()


def test_writing_the_parameter_in_another_way_needs_a_key_too(db, api):
    publish(procedure())

    assert api("procedures/kneeling/?as%5Fof=2026-01-01T00:00:00Z").status_code == 401
