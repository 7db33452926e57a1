"""What a heading says its section is about."""
