"""The account in whose name the admin keeps what guests say: Wagtail knows comments and drafts of accounts alone."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

NAME = "shared-link"


def account() -> User:
    """Nobody can sign in with it. Who it was stands in what they said, and in the log."""
    users = get_user_model().objects
    found = users.filter(username=NAME).first()
    return found or users.create_user(NAME, first_name="Shared link", is_active=False)
