"""StreamField to contract: blocks that name the model they fill, the walker that fills it, the check that ties the two.

Knows Wagtail and pydantic, and nothing of this hospital: another Wagtail project can lift it out. What a reference or
rich text becomes is decided by the ``Context`` the walker is given.
"""
