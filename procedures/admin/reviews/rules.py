"""What the hospital wants of clinical reviews, below its publishing rules."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from cms.admin.checklist.further import FurtherRules
from procedures.models import ReviewPolicy
from procedures.models.reviews import MOST_MONTHS

MOST_DAYS = 365
TOLD, UNTOLD = "told", "untold"
SIGNED, UNSIGNED = "signed", "unsigned"
SIGNING = [
    (UNSIGNED, _("Does not count, and nobody is asked for it")),
    (SIGNED, _("Counts as the clinical review")),
]
MOST_WORDS = 1000
"""Characters of a statement."""
TELLING = [(TOLD, _("Weeks before, at the date, weeks after")), (UNTOLD, _("Nobody is told"))]


class ReviewRules(FurtherRules):
    heading = gettext_noop("Clinical reviews")
    explanation = gettext_noop(
        "A page or a specialty may say another number of months. Readers are told when a review is due, and when it is"
        " overdue. A page that nobody has reviewed stays public unless you say after how many days it is taken away."
    )
    rows = (
        ("months", gettext_noop("Months from one review to the next")),
        ("lead_days", gettext_noop("Days before the date from which a review is due")),
        ("tells", gettext_noop("Who owns the page is told")),
        ("withdraws_after", gettext_noop("Days after the date until the page is taken away")),
        ("signs", gettext_noop("A clinician’s signature by a shared link")),
        ("statement", gettext_noop("What they say by it; empty for the usual statement")),
    )

    def __init__(self, data: QueryDict | None = None, *, kinds: dict[str, str]) -> None:
        self.stored = {policy.kind: policy for policy in ReviewPolicy.objects.all()}
        super().__init__(data, kinds=kinds)

    def policy_of(self, kind: str) -> ReviewPolicy:
        return self.stored.get(kind) or ReviewPolicy(kind=kind)

    def field_of(self, row: str, kind: str) -> forms.Field:
        policy = self.policy_of(kind)
        if row == "tells":
            initial = TOLD if policy.tells_owners else UNTOLD
            return forms.ChoiceField(choices=TELLING, required=False, initial=initial)
        if row == "signs":
            initial = SIGNED if policy.signs_by_link else UNSIGNED
            return forms.ChoiceField(choices=SIGNING, required=False, initial=initial)
        if row == "statement":
            words = forms.Textarea({"rows": 4})
            return forms.CharField(widget=words, max_length=MOST_WORDS, required=False, initial=policy.statement)
        least, most = (1, MOST_MONTHS) if row == "months" else (0, MOST_DAYS)
        return forms.IntegerField(min_value=least, max_value=most, required=False, initial=getattr(policy, row))

    def keep(self) -> None:
        for kind in self.kinds:
            ReviewPolicy.objects.update_or_create(kind=kind, defaults=self.given(kind))

    def given(self, kind: str) -> dict[str, object]:
        """What was left empty is as usual."""
        usual, said = ReviewPolicy(), self.cleaned_data
        months, lead_days = said[f"months:{kind}"], said[f"lead_days:{kind}"]
        return {
            "months": usual.months if months is None else months,
            "lead_days": usual.lead_days if lead_days is None else lead_days,
            "tells_owners": said[f"tells:{kind}"] != UNTOLD,
            "signs_by_link": said[f"signs:{kind}"] == SIGNED,
            "statement": said[f"statement:{kind}"],
            "withdraws_after": said[f"withdraws_after:{kind}"],
        }
