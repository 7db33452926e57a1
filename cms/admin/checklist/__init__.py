"""What keeps a page from being public, beside its form; the hospital's rules for that; and what was waived.

``rules``    the settings page: what must be there, by type and kind of page
``log``      what the history says of rules and waivers
"""
