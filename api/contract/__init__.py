"""The public contract: every shape the API serves, as pydantic models.

Start with ``documents`` (what a treatment is), then ``blocks`` (what its sections hold) and ``values``. ``lists``,
``problems`` and ``entry`` are what surrounds a document.
"""
