"""Guessing passwords is slow for whoever guesses, and for nobody else."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from cms.accounts.backends import ThrottlingBackend
from cms.accounts.models import Counter
from tests.accounts.conftest import HOME, RIGHT, WARD, is_let_in, try_to_sign_in

DOORS = ["/admin/login/", "/_util/login/"]


@pytest.mark.parametrize("door", DOORS)
def test_right_password_after_forty_wrong_ones_does_not_open_at_once(nora, door):
    for number in range(40):
        assert not is_let_in(try_to_sign_in("nora", f"wrong-{number}", door=door))

    assert not is_let_in(try_to_sign_in("nora", RIGHT, door=door))
    assert not is_let_in(try_to_sign_in("nora", RIGHT, door="/admin/login/"))


def test_guesses_at_once_are_no_more_than_one_after_the_other(nora, rf):
    def is_begun():
        request = rf.post("/admin/login/", REMOTE_ADDR=WARD)
        try:
            ThrottlingBackend().authenticate(request, username="nora", password="wrong")
        except PermissionDenied:
            return False
        return True

    assert [is_begun() for _ in range(40)].count(True) == 10


def test_right_passwords_are_no_failures_wherever_they_are_typed(nora):
    for number in range(22):
        assert is_let_in(try_to_sign_in("nora", RIGHT, address=f"198.51.100.{number}"))


def test_colleague_at_the_same_address_is_let_in_meanwhile(nora, make_account):
    make_account("omar")
    for number in range(40):
        try_to_sign_in("nora", f"wrong-{number}")

    assert is_let_in(try_to_sign_in("omar", RIGHT))


@pytest.mark.parametrize("door", DOORS)
def test_message_says_how_long_to_wait_and_whom_to_ask(nora, settings, door):
    settings.ACCOUNTS_CONTACT = "the IT service desk, extension 1234"
    for number in range(10):
        try_to_sign_in("nora", f"wrong-{number}", door=door)

    html = unescape(try_to_sign_in("nora", RIGHT, door=door).content.decode())

    assert re.search(r"Wait 1[45] minutes, or ask the IT service desk, extension 1234\.", html)


def test_typing_errors_are_forgiven_after_the_right_password(nora):
    for _ in range(3):
        for number in range(9):
            try_to_sign_in("nora", f"wrong-{number}")
        assert is_let_in(try_to_sign_in("nora", RIGHT))


def test_time_opens_again(nora):
    for number in range(10):
        try_to_sign_in("nora", f"wrong-{number}")
    Counter.objects.update(expires_at="2026-01-01T00:00Z")

    assert is_let_in(try_to_sign_in("nora", RIGHT))


def test_guesses_at_one_account_from_many_addresses_are_stopped(nora):
    for number in range(40):
        try_to_sign_in("nora", f"wrong-{number}", address=f"203.0.113.{number}")

    assert not is_let_in(try_to_sign_in("nora", RIGHT, address="203.0.113.99"))


def test_nobody_outside_can_lock_somebody_out_where_they_work(nora):
    assert is_let_in(try_to_sign_in("nora", RIGHT, address=WARD))
    for number in range(40):
        try_to_sign_in("nora", f"wrong-{number}", address=f"203.0.113.{number}")

    assert is_let_in(try_to_sign_in("nora", RIGHT, address=WARD))


def test_guesses_at_many_accounts_from_one_address_are_stopped_and_lock_no_hospital_out(nora, make_account):
    make_account("omar")
    assert is_let_in(try_to_sign_in("nora", RIGHT, address=WARD))
    for number in range(100):
        try_to_sign_in(f"guess-{number}", "spring-2026-spring", address=WARD)

    assert not is_let_in(try_to_sign_in("omar", RIGHT, address=WARD))
    assert is_let_in(try_to_sign_in("nora", RIGHT, address=WARD))
    assert is_let_in(try_to_sign_in("omar", RIGHT, address=HOME))


@pytest.mark.parametrize("other", ["NORA", " nora ", "ｎｏｒａ"])
def test_other_spellings_of_a_name_are_the_same_account(nora, other):
    for number in range(10):
        try_to_sign_in(other, f"wrong-{number}")

    assert not is_let_in(try_to_sign_in("nora", RIGHT))


def test_what_a_client_writes_about_its_address_counts_for_nothing(nora):
    for number in range(10):
        forged = {"username": "nora", "password": f"wrong-{number}"}
        Client().post("/admin/login/", forged, REMOTE_ADDR=WARD, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    assert not is_let_in(try_to_sign_in("nora", RIGHT, address=WARD))


def test_command_lets_an_account_try_again(nora):
    for number in range(10):
        try_to_sign_in("nora", f"wrong-{number}")

    call_command("unlock_account", "nora")

    assert is_let_in(try_to_sign_in("nora", RIGHT))


def test_command_says_when_there_is_no_such_account(nora):
    with pytest.raises(CommandError, match="There is no account 'norah'"):
        call_command("unlock_account", "norah")


def test_new_password_lets_an_account_try_again(nora):
    for number in range(10):
        try_to_sign_in("nora", f"wrong-{number}")
    nora.set_password("standing-on-both-legs")
    nora.save()

    assert is_let_in(try_to_sign_in("nora", "standing-on-both-legs"))


def test_passwords_are_not_sent_again_and_again(nora, mailoutbox):
    answers = [Client().post("/admin/password_reset/", {"email": nora.email}, REMOTE_ADDR=WARD) for _ in range(7)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [200] * 2
    assert len(mailoutbox) == 5
    assert "Wait 60 minutes, or ask" in answers[-1].content.decode()


def test_counters_name_neither_accounts_nor_addresses(nora):
    try_to_sign_in("nora", "wrong")
    try_to_sign_in("my-password-by-mistake", "wrong")

    keys = " ".join(Counter.objects.values_list("key", flat=True))
    assert keys
    assert not re.search(f"nora|mistake|{re.escape(WARD)}", keys)


def test_passwords_are_kept_by_a_hash_that_takes_memory():
    from cms.settings import base

    assert base.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.ScryptPasswordHasher"
