"""The file of a picture, as a column: how large it is, is read from its first bytes."""

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.media.pictures import read_header


class PictureFile(WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        """Wagtail's own decodes the whole picture for it, before anybody could refuse it."""
        was_closed = self.closed
        try:
            self.open()
            header = read_header(self, name=str(self.name))
            return header.width, header.height
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureFileField(WagtailImageField):
    attr_class = PictureFile
