"""Reading treatment pages from files: what is in the file, what each part is, and what looks wrong.

``structure.read_outline`` turns a file into an ``outline.Outline``, in pure Python; ``drafts`` makes a page of it, and
``report`` tells what was done. The steps, in order:

``readers``     the reader for a file's suffix; each hands on ``pieces``: headings, paragraphs and lists
``plain_text``  the reader of plain text: ``source``, ``lines``, ``noise``, ``units``, ``contents``, ``grouping``
``structure``   pieces to a treatment page: ``preamble`` (with ``titles``), ``sections`` (with ``blocks``)
``accounting``  every word of the file is in the outline or set aside
``checks``      what looks wrong
``drafts``      the outline as a draft page in Wagtail, by ``streams``
``report``      what became of each file
"""
