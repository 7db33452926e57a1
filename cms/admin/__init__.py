"""What the project adds to Wagtail's admin: published history, recalls, updates in progress, API keys.

The kernel (``cms.publishing``) does the work; here is what editors see of it.
"""
