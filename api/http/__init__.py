"""What holds for every answer of the API, whatever it says: compression, other origins, quotas, announcements."""
