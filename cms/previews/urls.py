"""Addresses of drafts: on the authoring plane alone."""

from django.db.transaction import non_atomic_requests
from django.urls import path

from cms.previews.views import FORESEEN, PreviewView, preview_file, userbar

urlpatterns = [
    path("api/v1/preview/<str:token>/", PreviewView.as_view(), name="preview"),
    path("api/v1/preview/<str:token>/userbar/", userbar, name="preview-userbar"),
    *(
        path(f"api/v1/preview/<str:token>/{name}/", view.as_view(), name=f"preview-{name}")
        for name, view in FORESEEN.items()
    ),
    # Beside the API, which hands out no files.
    path("preview/<str:token>/<str:signature>/<path:name>", non_atomic_requests(preview_file), name="preview-file"),
]
