"""Uploads in the admin: what cannot be taken, or cannot be stored, is told on the form that it was chosen in."""

import logging
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms import ModelForm
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.media.decoding import take_in
from cms.media.documents import DocumentError
from cms.media.documents import check as check_document
from cms.media.pictures import MAX_PIXELS, PictureError, check, in_millions, read_header
from cms.saving.forms import KeptForm

logger = logging.getLogger(__name__)

UNSTORED = _(
    "The file cannot be stored at the moment. Nothing is wrong with it: tell whoever runs this site, and upload it"
    " again later."
)
DESCRIBE = _(
    "What somebody who cannot see it would miss, in one sentence. For example: A nurse helps a patient take the first"
    " steps with a new knee."
)
UNDESCRIBED = _("Describe the picture for those who cannot see it, or tick below that it is decoration.")
BOTH = _("It has a description, so it is no decoration. Take away this tick, or the description.")


class PictureField(WagtailImageField):
    """Says how large a picture is that is too large, and that it moves."""

    def check_image_pixel_size(self, f: "UploadedFile[bytes]") -> None:
        name = str(f.name)
        try:
            check(read_header(f, name=name), name=name)
        except PictureError as error:
            raise ValidationError(str(error)) from None
        f.seek(0)


class StoringForm(KeptForm, ModelForm):  # type: ignore[type-arg]
    """Stores the file once everything else is right, so that a full disk is an error of the form."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and "file" not in self.errors and "file" in self.changed_data:
            try:
                self.examine() if self.errors else self.store()
            except (PictureError, DocumentError) as error:
                self.add_error("file", str(error))
            except OSError:
                logger.exception("An uploaded file could not be stored")
                self.add_error("file", UNSTORED)

    def examine(self) -> None:
        """Something else is wrong on the form. Wagtail keeps the file where several are uploaded, and asks again."""

    def store(self) -> None:
        raise NotImplementedError

    def save(self, commit: bool = True) -> Model:
        """Wagtail opens the stored file, to measure it, before and meanwhile, and leaves it open."""
        self.instance.file.close()
        saved: Model = super().save(commit=commit)
        self.instance.file.close()
        return saved


class PictureForm(StoringForm, BaseImageForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)
            most = gettext("At most {number} million pixels.").format(number=in_millions(MAX_PIXELS))
            self.fields["file"].help_text = f"{self.fields['file'].help_text} {most}"
        if field := self.fields.get("description"):
            field.help_text = DESCRIBE

    def clean(self) -> dict[str, Any]:
        """Nobody's silence makes a picture decoration."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "description" in cleaned and "is_decoration" in self.fields:
            is_described, is_decoration = bool(cleaned["description"]), bool(cleaned.get("is_decoration"))
            if not is_described and not is_decoration:
                self.add_error("description", UNDESCRIBED)
            if is_described and is_decoration:
                self.add_error("is_decoration", BOTH)
        return cleaned

    def examine(self) -> None:
        file = self.cleaned_data["file"]
        take_in(file, name=PurePath(file.name).name)
        file.seek(0)

    def store(self) -> None:
        self.instance.accept()


class DocumentForm(StoringForm, BaseDocumentForm):
    def store(self) -> None:
        file = self.instance.file
        name = PurePath(file.name).name
        check_document(file.file, name=name)
        file.save(name, file.file, save=False)
