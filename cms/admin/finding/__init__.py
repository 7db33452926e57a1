"""How editors find what they look for: the admin's search, and lists that stay as they were left."""
