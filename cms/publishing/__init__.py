"""The kernel: what is published in Wagtail becomes numbered, immutable editions.

``refresh`` recomputes one page or snippet from its database row and appends an edition, a withdrawal, or nothing.
Everything else only decides what to refresh. No other package touches Edition and Document.
"""
