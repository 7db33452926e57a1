"""The report of all that the content checks find in what is public.

``kinds``    the kinds of findings as editors read them
``filters``  what the report can be narrowed to
``report``   the report, and checking all pages again
"""
