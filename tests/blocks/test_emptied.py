"""Rich text that was emptied: editors see nothing, and the editor keeps an empty paragraph."""

import pytest
from django.core.exceptions import ValidationError

from procedures.models import ProcedurePage
from tests import factories


@pytest.mark.parametrize(
    "emptied", ["<p></p>", '<p data-block-key="ab1"></p>', "<p>&nbsp;</p>", "<p> </p><p><br/></p>"]
)
def test_publishing_emptied_text_is_refused_by_the_name_of_its_section(index, emptied):
    page = ProcedurePage(title="Bending", slug="bending", locale=index.locale, live=False)
    page.sections = [factories.section("risks", "What can go wrong?", factories.text(emptied))]
    index.add_child(instance=page)

    with pytest.raises(ValidationError, match=r"What can go wrong.*Fill this in"):
        page.save_revision().publish()
