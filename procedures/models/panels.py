"""Panels of the forms of pages."""

from wagtail.admin.panels import FieldPanel


class InPageLanguage(FieldPanel):
    """Says in which language the page is, whatever the editor's own: for scripts that fill in words of it."""

    class BoundPanel(FieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, object]:
            return self.panel.attrs | {"data-page-language": self.instance.locale.language_code}
