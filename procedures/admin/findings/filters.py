"""What the report of findings can be narrowed to."""

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.coreutils import get_content_languages

from procedures.admin.findings.kinds import kinds
from procedures.admin.listing.filters import owners, specialties
from procedures.models import PublicFinding, waivers_in_force

OPEN, WAIVED, ALL = "open", "waived", "all"
STATES = [(OPEN, _("Open")), (WAIVED, _("Waived")), (ALL, _("All"))]


class StateFilter(ChoiceFilter):
    """What was waived is shown to whoever asks for it."""

    def filter(self, found: QuerySet[PublicFinding], value: str) -> QuerySet[PublicFinding]:
        if value == ALL:
            return found
        is_waived = Exists(waivers_in_force())
        return found.filter(is_waived if value == WAIVED else ~is_waived)


class FindingFilters(WagtailFilterSet):
    state = StateFilter(label=_("State"), choices=STATES, empty_label=None)
    severity = ChoiceFilter(label=_("Severity"), choices=PublicFinding.Severity.choices)
    code = ChoiceFilter(label=_("Kind"), choices=kinds)
    specialty = ModelChoiceFilter(field_name="page__specialties", label=_("Specialty"), queryset=specialties)
    owner = ModelChoiceFilter(field_name="page__owner", label=_("Owner of the page"), queryset=owners)
    language = ChoiceFilter(
        field_name="page__locale__language_code",
        label=_("Language"),
        choices=lambda: [(code, str(name)) for code, name in get_content_languages().items()],
    )
    since = DateFilter(field_name="since__date", lookup_expr="gte", label=_("New since"), widget=AdminDateInput)

    class Meta:
        model = PublicFinding
        fields: list[str] = []
