"""Content checks: small pure functions that look at the contract's content of a treatment, each for one kind of defect.

``running.check_content`` runs them all. The content may be published, a draft (``drafts`` reads one from the database,
however unfinished), or just read from a file by the importer: no check can tell.

``check``     what a check is, and what it finds
``page``      what a check sees: the content as words, sentences, headings and blocks
``site``      what it is told of the site: other treatments, the hospital
``words/``    lists of words and wordings, as data that editors can read; ``vocabulary``, ``wordings`` and
              ``word_files`` read them
``plain_language``  how plainly a page is written
``rules/``    the checks, by family
"""
