"""Addresses of what people look at, one for each view, from the URL configuration."""

import re

from django.urls import get_resolver, resolve, reverse

OURS = ("cms.", "procedures.")
WITH_OURS = re.compile(
    r"wagtailadmin_(account|explore|home|login|password_reset)"
    r"|wagtailadmin_pages:(add|add_subpage|copy|delete|edit|history|move|search|type_use|unpublish|usage|view_draft)"
    r"|wagtailimages:(edit|index)"
    r"|(wagtailsnippets_\w+|page_addresses):(edit|history|index|list|usage)"
    r"|front_ends:(add|index)"
    r"|simple_translation:.*"
)
"""Wagtail's views in which there is something of ours: panels, columns, buttons, words, forms."""
NO_PAGES = re.compile(
    r".*_results|accounts_\w+|block_definition|preview.*|shared.*|wagtail_serve|wagtailcore_.*|webhooks:secret"
    r"|publishing:(add_words|again|correct|export_record|findings|outcome|running_results|stored)"
    r"|publishing:(data_then|lists_then|release_data)"  # the lists ask for a moment: see tests/demo/staged.py
)
"""Of ours, what answers scripts, sends a file, or leads elsewhere."""


def addresses(common, special):
    """``common``: arguments by name; ``special``: those of a view, or of a name space."""
    found = {}
    for name, route in routes(get_resolver()):
        space = name.partition(":")[0]
        if is_looked_at(name, route[-1].callback):
            given = common | first_of(route[-1].callback) | special.get(space, {}) | special.get(name, {})
            unknown = arguments(route) - given.keys()
            assert not unknown, f"Say in tests/demo/staged.py what {name} is to be looked at with: {unknown}"
            address = reverse(name, kwargs={argument: given[argument] for argument in arguments(route)})
            found.setdefault(what_is_shown(name, address), (name, address))
    return dict(found.values())


def routes(resolver, spaces=(), above=()):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            inside = (*spaces, each.namespace) if each.namespace else spaces
            yield from routes(each, inside, (*above, each))
        elif each.name:
            yield ":".join((*spaces, each.name)), (*above, each)


def is_looked_at(name, callback):
    if NO_PAGES.fullmatch(name):
        return False
    view = getattr(callback, "view_class", callback)
    reads = view is callback or hasattr(view, "get")
    return bool(WITH_OURS.fullmatch(name)) or (reads and view.__module__.startswith(OURS))


def first_of(callback):
    model = getattr(callback, "view_initkwargs", {}).get("model")
    return {"pk": model.objects.order_by("pk").values_list("pk", flat=True).first()} if model else {}


def arguments(route):
    """Of all parts of the address."""
    return {name for part in route for name in part.pattern.regex.groupindex}


def what_is_shown(name, address):
    """Forms are each other ones; lists and histories of one class are alike."""
    callback = resolve(address).func
    if name.endswith((":add", ":edit")) or not hasattr(callback, "view_class"):
        return name
    return callback.view_class
