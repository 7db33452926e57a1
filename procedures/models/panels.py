"""Panels of the forms of pages."""

from collections.abc import Mapping

from wagtail.admin.panels import FieldPanel, Panel


class InPageLanguage(FieldPanel):
    """Says in which language the page is, whatever the editor's own: for scripts that fill in words of it."""

    class BoundPanel(FieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, object]:
            return self.panel.attrs | {"data-page-language": self.instance.locale.language_code}


class ReviewPanel(Panel):
    """Who has reviewed the page, and until when: to be read. A review is recorded when it is approved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures/admin/review_panel.html"

        def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
            context: dict[str, object] = super().get_context_data(parent_context)
            page = self.instance
            return context | {
                "page": page,
                "record": page.clinical_review,
                "reviewers": [row.clinician for row in page.reviewers.all()] if page.pk else [],
            }
