"""Addresses below ``/admin/`` of what the project adds to the admin."""

from django.urls import URLPattern, URLResolver, include, path

from cms.admin.access.usage import UsageView
from cms.admin.checklist.panel import FindingsView, TakeBackView, WaiveView
from cms.admin.checklist.reports import LacksView, WaiversView
from cms.admin.checklist.rules import RulesView
from cms.admin.help.guide import GuideView
from cms.admin.history.again import PublishAgainView
from cms.admin.history.drafts import correct_page
from cms.admin.history.outcomes import outcome
from cms.admin.history.views import CompareView, EditionView, HistoryView
from cms.admin.languages.replacing import ReplaceView
from cms.admin.languages.starting import TranslatePage, TranslateSnippet
from cms.admin.languages.translations import BehindView, TranslationView
from cms.admin.notices.pictures import UndescribedView
from cms.admin.notices.refused import RefusedView
from cms.admin.recalls import RecallsView, RecallView
from cms.admin.records.views import ExportView, RecordsView, RecordView
from cms.admin.releases import later, lists_then
from cms.admin.releases import views as releases
from cms.admin.searches.views import AddWordsView, PickForView, SearchesView
from cms.admin.sharing.links import RevokeView, ShareView
from cms.admin.sharing.report import LinksView
from cms.admin.together.choosing import TogetherView
from cms.admin.updates import RunningResultsView, TryAgainView, UpdatesResultsView, UpdatesView
from cms.media.views import stored

app_name = "publishing"
RELEASE, MEMBER = "releases/<int:release_id>/", "releases/<int:release_id>/<int:member_id>/"
DOCUMENT = "what-was-public/<str:type>/<uuid:document_id>/<str:language>/"

subject_patterns: list[URLPattern] = [
    path("", HistoryView.as_view(), name="history"),
    path("compare/", CompareView.as_view(), name="compare"),
    path("<int:number>/", EditionView.as_view(), name="edition"),
    path("<int:number>/again/", PublishAgainView.as_view(), name="again"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("guide/", GuideView.as_view(), name="guide"),
    path("published/<str:app_label>/<str:model_name>/<str:pk>/", include(subject_patterns)),
    path("correct/<int:page_id>/<int:live>/", correct_page, name="correct"),
    path("together/<int:revision_id>/", TogetherView.as_view(), name="together"),
    path("outcome/", outcome, name="outcome"),
    path("replace/<str:app_label>/<str:model_name>/<str:pk>/", ReplaceView.as_view(), name="replace"),
    path("stored/<path:name>", stored, name="stored"),
    path("recall/<int:page_id>/", RecallView.as_view(), name="recall"),
    # In the place of Wagtail's, at its addresses.
    path("translation/submit/page/<int:page_id>/", TranslatePage.as_view(), name="translate_page"),
    path(
        "translation/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        TranslateSnippet.as_view(),
        name="translate_snippet",
    ),
    path("share/<int:page_id>/", ShareView.as_view(), name="share"),
    path("share/<int:page_id>/take-back/<int:link_id>/", RevokeView.as_view(), name="share_revoke"),
    path("reports/shared-links/", LinksView.as_view(), name="share_links"),
    path("reports/shared-links/results/", LinksView.as_view(results_only=True), name="share_links_results"),
    path("translation/<int:page_id>/compare/", TranslationView.as_view(), name="translation"),
    path("reports/translations/", BehindView.as_view(), name="behind"),
    path("reports/translations/results/", BehindView.as_view(results_only=True), name="behind_results"),
    path("reports/recalls/", RecallsView.as_view(), name="recalls"),
    path("reports/recalls/results/", RecallsView.as_view(results_only=True), name="recalls_results"),
    path("reports/what-was-public/", RecordsView.as_view(), name="records"),
    path(DOCUMENT, RecordView.as_view(), name="record"),
    path(f"{DOCUMENT}export/", ExportView.as_view(), name="export_record"),
    path("checklist/<int:page_id>/findings/", FindingsView.as_view(), name="findings"),
    path("checklist/<int:page_id>/waive/", WaiveView.as_view(), name="waive"),
    path("checklist/<int:page_id>/take-back/<int:waiver_id>/", TakeBackView.as_view(), name="take_back"),
    path("reports/refused/", RefusedView.as_view(), name="refused"),
    path("reports/refused/results/", RefusedView.as_view(results_only=True), name="refused_results"),
    path("reports/pictures/", UndescribedView.as_view(), name="undescribed"),
    path("reports/pictures/results/", UndescribedView.as_view(results_only=True), name="undescribed_results"),
    path("reports/waived/", WaiversView.as_view(), name="waivers"),
    path("reports/waived/results/", WaiversView.as_view(results_only=True), name="waivers_results"),
    path("reports/searches/", SearchesView.as_view(), name="searches"),
    path("reports/searches/words/", AddWordsView.as_view(), name="add_words"),
    path("reports/searches/pick/", PickForView.as_view(), name="pick_for"),
    path("reports/to-be-mended/", LacksView.as_view(), name="lacks"),
    path("reports/to-be-mended/results/", LacksView.as_view(results_only=True), name="lacks_results"),
    path("settings/publishing-rules/", RulesView.as_view(), name="rules"),
    path("settings/publishing-rules/<str:type>/", RulesView.as_view(), name="rules_of"),
    path("releases/", releases.ReleasesView.as_view(), name="releases"),
    path("releases/results/", releases.ReleasesView.as_view(results_only=True), name="releases_results"),
    path("releases/begin/", releases.BeginView.as_view(), name="begin_release"),
    path("releases/join/<str:app_label>/<str:model_name>/<str:pk>/", releases.JoinView.as_view(), name="join"),
    path(RELEASE, releases.ReleaseView.as_view(), name="release"),
    path(f"{RELEASE}name/", releases.RenameView.as_view(), name="rename_release"),
    path(f"{RELEASE}collect/", releases.CollectView.as_view(), name="collect"),
    path(f"{RELEASE}checks/", releases.ChecksView.as_view(), name="release_checks"),
    path(f"{RELEASE}publish/", releases.PublishView.as_view(), name="publish_release"),
    path(f"{RELEASE}schedule/", releases.ScheduleView.as_view(), name="schedule_release"),
    path(f"{RELEASE}cancel/", releases.CancelView.as_view(), name="cancel_release"),
    path(f"{RELEASE}data/", lists_then.ReleaseDataView.as_view(), name="release_data"),
    path(f"{RELEASE}undo/", releases.UndoView.as_view(), name="undo_release"),
    path("coming/", later.ComingView.as_view(), name="coming"),
    path("coming/lists/", lists_then.ListsThenView.as_view(), name="lists_then"),
    path("coming/data/", lists_then.DataThenView.as_view(), name="data_then"),
    path("later/<str:app_label>/<str:model_name>/<str:pk>/", later.LaterView.as_view(), name="later"),
    path(f"{MEMBER}see/", later.MemberLaterView.as_view(), name="see_member"),
    path(f"{MEMBER}changes/", releases.ChangesView.as_view(), name="release_changes"),
    path(f"{MEMBER}remove/", releases.TakeOutView.as_view(), name="take_out"),
    path("reports/usage/", UsageView.as_view(), name="usage"),
    path("reports/updates/", UpdatesView.as_view(), name="updates"),
    path("reports/updates/results/", UpdatesResultsView.as_view(), name="updates_results"),
    path("reports/updates/running/", RunningResultsView.as_view(), name="running_results"),
    path("reports/updates/try-again/", TryAgainView.as_view(), name="try_again"),
]
