"""Pages do not go wrong unseen: what the content checks find is kept, followed, and told.

``checking``  pages that were saved or published since, and what is found in them
``storing``   what is found in what is public, since when
``rounds``    all pages at night, with how far that is
``trend``     how many findings were open on each day
``waiting``   what waits for somebody: reviews, drafts that were forgotten, translations, findings
``letters``   the weekly letter about it
"""
