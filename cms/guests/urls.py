"""Addresses for people without an account: on the authoring plane alone."""

from django.urls import path

from cms.guests.remarks import comment
from cms.guests.signing import signed
from cms.guests.views import shared_file, shared_page

urlpatterns = [
    path("shared/<str:token>/", shared_page, name="shared"),
    path("shared/<str:token>/comment/", comment, name="shared-comment"),
    path("shared/<str:token>/sign/", signed, name="shared-sign"),
    path("shared/<str:token>/file/<str:signature>/<path:name>", shared_file, name="shared-file"),
]
