"""What a team would use instead, over the same pages: Wagtail's API v2 and v3, and a viewset written by hand."""
