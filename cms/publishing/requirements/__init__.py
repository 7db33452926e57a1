"""What the hospital asks of a page before it is public: a summary, a section on risks, a reviewer.

Apart from what is unfinished (``cms.publishing.unfinished``), which no document could hold: this could be published,
and the hospital says that it must not, or should better not.

``requirement``  what can be asked of a type of page, registered by the app that owns it
``models``       what the hospital asks, what it waives, and what is public with something missing
``examining``    what a page lacks, and whether that keeps it from being public
``waivers``      letting a page be public in spite of it, until a day
``lacking``      what is public with something missing
"""
