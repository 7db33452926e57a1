"""Addresses below ``/admin/`` of what the project adds to the admin."""

from django.urls import URLPattern, URLResolver, include, path

from cms.admin.history.views import CompareView, EditionView, HistoryView
from cms.admin.languages.replacing import ReplaceView
from cms.admin.languages.translations import BehindView, TranslationView
from cms.admin.recalls import RecallsView, RecallView
from cms.admin.updates import RunningResultsView, TryAgainView, UpdatesResultsView, UpdatesView

app_name = "publishing"

subject_patterns: list[URLPattern] = [
    path("", HistoryView.as_view(), name="history"),
    path("compare/", CompareView.as_view(), name="compare"),
    path("<int:number>/", EditionView.as_view(), name="edition"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("published/<str:app_label>/<str:model_name>/<str:pk>/", include(subject_patterns)),
    path("replace/<str:app_label>/<str:model_name>/<str:pk>/", ReplaceView.as_view(), name="replace"),
    path("recall/<int:page_id>/", RecallView.as_view(), name="recall"),
    path("translation/<int:page_id>/compare/", TranslationView.as_view(), name="translation"),
    path("reports/translations/", BehindView.as_view(), name="behind"),
    path("reports/translations/results/", BehindView.as_view(results_only=True), name="behind_results"),
    path("reports/recalls/", RecallsView.as_view(), name="recalls"),
    path("reports/recalls/results/", RecallsView.as_view(results_only=True), name="recalls_results"),
    path("reports/updates/", UpdatesView.as_view(), name="updates"),
    path("reports/updates/results/", UpdatesResultsView.as_view(), name="updates_results"),
    path("reports/updates/running/", RunningResultsView.as_view(), name="running_results"),
    path("reports/updates/try-again/", TryAgainView.as_view(), name="try_again"),
]
