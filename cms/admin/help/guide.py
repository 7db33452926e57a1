"""The guide for editors, as ``docs/editors-guide.md`` has it, with a way to each of its chapters."""

from dataclasses import dataclass
from functools import cache

from bs4 import BeautifulSoup
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.environment import ROOT

FILE = ROOT / "docs" / "editors-guide.md"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    anchor: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Guide:
    html: SafeString
    chapters: tuple[Chapter, ...]


@cache
def read_guide() -> Guide:
    """Read once: it changes with the program."""
    page = BeautifulSoup(MarkdownIt("commonmark").enable("table").render(FILE.read_text()), "html.parser")
    if page.h1:
        page.h1.decompose()  # the view has a heading
    for heading in page.find_all("h2"):
        heading["id"] = slugify(heading.get_text())
    for link in page.select("a[href$='.md']"):
        link.unwrap()  # to papers that editors do not have
    for table in page.find_all("table"):
        table.wrap(page.new_tag("div", attrs={"class": "guide__table", "tabindex": "0"}))
    chapters = tuple(Chapter(anchor=str(each["id"]), title=each.get_text()) for each in page.find_all("h2"))
    return Guide(html=mark_safe(str(page)), chapters=chapters)  # noqa: S308  our own file


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/guide.html"
    page_title = _("Guide")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {"guide": read_guide()}
