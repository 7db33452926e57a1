from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import ImageField

class WagtailImageField(ImageField):
    def check_image_pixel_size(self, f: UploadedFile[bytes]) -> None: ...
