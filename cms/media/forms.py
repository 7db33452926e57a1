"""Uploads in the admin: what cannot be taken, or cannot be stored, is told on the form that it was chosen in."""

import logging
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import ModelForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.media.documents import DocumentError
from cms.media.documents import check as check_document
from cms.media.pictures import MAX_PIXELS, PictureError, check, in_millions, read_header

logger = logging.getLogger(__name__)

UNSTORED = (
    "The file cannot be stored at the moment. Nothing is wrong with it: tell whoever runs this site, and upload it"
    " again later."
)


class PictureField(WagtailImageField):
    """Says how large a picture is that is too large, and that it moves."""

    def check_image_pixel_size(self, f: "UploadedFile[bytes]") -> None:
        name = str(f.name)
        try:
            check(read_header(f, name=name), name=name)
        except PictureError as error:
            raise ValidationError(str(error)) from None
        f.seek(0)


class StoringForm(ModelForm):  # type: ignore[type-arg]
    """Stores the file once everything else is right, so that a full disk is an error of the form."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors and "file" in self.changed_data:
            try:
                self.store()
            except (PictureError, DocumentError) as error:
                self.add_error("file", str(error))
            except OSError:
                logger.exception("An uploaded file could not be stored")
                self.add_error("file", UNSTORED)

    def store(self) -> None:
        raise NotImplementedError

    def save(self, commit: bool = True) -> Model:
        """Wagtail opens the stored file, to measure it, and leaves it open."""
        saved: Model = super().save(commit=commit)
        self.instance.file.close()
        return saved


class PictureForm(StoringForm, BaseImageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)
            self.fields["file"].help_text += f" At most {in_millions(MAX_PIXELS)} million pixels."

    def store(self) -> None:
        self.instance.accept()


class DocumentForm(StoringForm, BaseDocumentForm):
    def store(self) -> None:
        file = self.instance.file
        name = PurePath(file.name).name
        check_document(file.file, name=name)
        file.save(name, file.file, save=False)
