"""On what evidence: the sources that the text gave to its readers."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from cms.admin.records.asking import Inquiry
from cms.admin.records.parts import Fact, Known, Part, Row
from procedures.admin.records.reviews import TREATMENT


def sources(inquiry: Inquiry) -> Iterator[Part]:
    if inquiry.edition is None or inquiry.address.type != TREATMENT:
        return
    cited = inquiry.body.get("references")
    found = cited if isinstance(cited, list) else []
    yield Part(
        name="sources",
        heading=_("On what evidence"),
        says=() if found else (_("It named no source."),),
        rows=tuple(map(source_row, found)),
    )


def source_row(cited: Mapping[str, Known]) -> Row:
    return Row(
        facts=(
            Fact(name="title", label=_("Source"), known=cited.get("title")),
            Fact(name="authors", label=_("Authors"), known=cited.get("authors")),
            Fact(name="publisher", label=_("Publisher"), known=cited.get("publisher")),
            Fact(name="year", label=_("Year"), known=cited.get("year")),
            Fact(name="doi", label="DOI", known=cited.get("doi")),
            Fact(name="url", label=_("Address"), known=cited.get("url")),
            Fact(name="checked_on", label=_("Last checked by the hospital"), known=cited.get("checked_on")),
        )
    )
