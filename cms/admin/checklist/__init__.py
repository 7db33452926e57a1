"""What keeps a page from being public, beside its form; the hospital's rules for that; and what was waived.

``rules``    the settings page: what must be there, by type and kind of page
``further``  rules besides, of the app that owns the type of page
``parts``    what the checklist shows besides, by the app that owns the type of page
``items``    what the checklist of a page says
``panel``    the checklist in the side panel of the form, and what can be done in it
``reports``  what was waived, and what is public with something missing
``log``      what the history says of rules and waivers
"""
