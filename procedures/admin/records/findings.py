"""What the content checks had found in what was public: open, and waived."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cms.admin.records.asking import Inquiry
from cms.admin.records.parts import Fact, Part, Row
from cms.admin.records.waived import before_it_was_kept, kept_since, waiver_facts
from procedures.admin.findings.kinds import name_of
from procedures.admin.records.reviews import TREATMENT
from procedures.models import PastFinding, PublicFinding

BEGAN_BY, KEPT_BY = ("procedures", "0006_public_findings"), ("procedures", "0008_past_findings")


@dataclass(frozen=True, kw_only=True)
class Then:
    """A finding as it stood at the moment."""

    finding: PublicFinding | PastFinding
    until: datetime | None = None


def findings(inquiry: Inquiry) -> Iterator[Part]:
    if inquiry.edition is None or inquiry.page_id is None or inquiry.address.type != TREATMENT:
        return
    began = kept_since(*BEGAN_BY)
    if began and inquiry.moment < began:
        unknown = (_("Nobody knows: the checks did not keep yet what they found."),)
        yield Part(name="findings", heading=heading(), unknown=unknown)
        return
    found = findings_at(inquiry.page_id, inquiry.moment)
    rows = tuple(finding_row(each, inquiry) for each in found)
    open_ones = sum(inquiry.waiver_of(each.finding.code, each.finding.passage) is None for each in found)
    yield Part(
        name="findings",
        heading=heading(),
        says=(in_words(number=len(found), open_ones=open_ones),),
        unknown=before_it_was_kept(inquiry.moment, kept=KEPT_BY),
        rows=rows,
    )


def heading() -> str:
    return _("What the checks found in it")


def in_words(*, number: int, open_ones: int) -> str:
    if not number:
        return _("Nothing was open.")
    return _("{open} open, {waived} waived.").format(open=open_ones, waived=number - open_ones)


def findings_at(page_id: int, moment: datetime) -> list[Then]:
    """Of a finding whose passage was written anew since, as it stood before: that ended first."""
    given = {"page": page_id, "since__lte": moment}
    past = PastFinding.objects.filter(**given, until__gt=moment).order_by("until", "pk")
    now = PublicFinding.objects.filter(**given).order_by("pk")
    found: dict[tuple[str, str, str, str], Then] = {}
    for then in (*(Then(finding=each, until=each.until) for each in past), *(Then(finding=each) for each in now)):
        finding = then.finding
        found.setdefault((finding.code, finding.place, finding.block, finding.message), then)
    gravest = [*PublicFinding.Severity.values]
    return sorted(found.values(), key=lambda then: (gravest.index(then.finding.severity), then.finding.since))


def finding_row(then: Then, inquiry: Inquiry) -> Row:
    finding = then.finding
    return Row(
        facts=(
            Fact(name="message", label=_("What is wrong"), known=finding.told("message")),
            Fact(
                name="severity",
                label=_("Severity"),
                known=finding.severity,
                said=finding.get_severity_display().lower(),
            ),
            Fact(name="kind", known=name_of(finding.code)),
            Fact(name="code", known=finding.code),
            Fact(name="why", known=finding.told("why")),
            Fact(name="since", label=_("Found"), known=finding.since),
            Fact(name="until", label=_("Gone"), known=then.until),
            *waiver_facts(inquiry.waiver_of(finding.code, finding.passage)),
        )
    )
