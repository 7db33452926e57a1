"""Programs that read the API: their keys, and what they read."""
