"""Pages and snippets that are published together, or not at all; and what will be public at a moment to come."""
