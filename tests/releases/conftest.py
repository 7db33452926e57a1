"""A release of a treatment that is public, one that never was, and the contact line that both show."""

from dataclasses import dataclass

import pytest

from cms.models import Contact
from cms.releases import members
from cms.releases.models import Release
from procedures.models import ProcedurePage
from tests import factories
from tests.admin.conftest import administrator, author, editor, said  # noqa: F401  fixtures


@dataclass(frozen=True)
class Collected:
    release: Release
    old: ProcedurePage
    new: ProcedurePage
    line: Contact

    @property
    def all(self):
        return [self.old, self.new, self.line]

    def again(self):
        """The release, as the database has it."""
        return Release.objects.get(pk=self.release.pk)


@pytest.fixture
def collected(index, editor):  # noqa: F811  the fixture
    return collect(index, user=editor.user)


def collect(index, *, user):
    """Drafts of all three: the public page has another title, the line another number."""
    line = factories.contact()
    old = factories.treatment(index, slug="old", title="Old", contact=line)
    words = [factories.section("what", "What is it?", factories.text("Something new."))]
    new = ProcedurePage(title="New", slug="new", sections=words, contact=line, locale=index.locale, live=False)
    factories.hang(new, below=index)
    old.title = "Newer"
    line.phone = "310-555-0177"
    release = Release.objects.create(name="Summer", created_by=user)
    for each in (old, new, line):
        each.save_revision(user=user)
        members.add(release, each, user=user)
    return Collected(release, old, new, line)
