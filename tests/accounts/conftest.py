import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

RIGHT = "kneeling-on-both-knees"
WARD, HOME = "192.0.2.7", "198.51.100.9"
"""A hospital behind one address, and somewhere else."""


@pytest.fixture
def make_account(site):
    def make_account(name):
        user = get_user_model().objects.create_user(name, email=f"{name}@hospital.example", password=RIGHT)
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return user

    return make_account


@pytest.fixture
def nora(make_account):
    return make_account("nora")


def try_to_sign_in(name, password, *, address=WARD, door="/admin/login/", client=None):
    return (client or Client()).post(door, {"username": name, "password": password}, REMOTE_ADDR=address)


def is_let_in(response):
    return response.status_code == 302 and "sessionid" in response.cookies
