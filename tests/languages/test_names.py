"""What is called by its Python name is listed, so that it is said in Spanish as well."""

from importlib import import_module

from django.apps import apps
from django.utils.translation import override
from wagtail.admin.views.generic import IndexView
from wagtail.fields import StreamField
from wagtail.forms import TaskStateCommentForm
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from cms import names
from cms.models import ContentImage
from cms.webhooks.models import Endpoint

OF_PROGRAMS = {"page ptr", "source sha256", "translation key", "placeholder", "file hash", "file size"}


def listed():
    """By reports, which count them at the foot."""
    models = {view.model for view in below(IndexView) if view.model}
    return {model for model in models if model.__module__.partition(".")[0] in names.OURS}


def below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def edited():
    pages = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    return [*pages, *get_snippet_models(), ContentImage, Endpoint]


def is_named_by_code(field):
    return "verbose_name" not in field.deconstruct()[3]


def test_fields_that_editors_see_are_listed():
    fields = [field for model in edited() for field in model._meta.local_fields + model._meta.local_many_to_many]
    named = {str(field.verbose_name) for field in fields if field.editable and is_named_by_code(field)}
    unseen = {name for name in named if name.startswith(("focal point", "preview image", "disabled", "previous"))}

    assert named - unseen - OF_PROGRAMS - set(names.NAMES) == set()


def test_blocks_without_a_label_of_their_own_are_listed():
    streams = (field for model in edited() for field in model._meta.local_fields if isinstance(field, StreamField))
    blocks = [block for field in streams for block in names.blocks_in(field.stream_block)]

    assert {block.name.replace("_", " ") for block in blocks if block.meta.label is None} - {""} - set(
        names.NAMES
    ) == set()


def test_the_comment_of_an_approval_is_called_so():
    with override("es"):
        assert TaskStateCommentForm()["comment"].label == "Comentario"


def test_models_that_editors_see_are_listed():
    import_module("cms.urls")
    models = [model._meta for model in {*edited(), *listed()}]
    said = {str(word) for model in models for word in (model.verbose_name, model.verbose_name_plural)}

    assert said - set(names.NAMES) == set()
