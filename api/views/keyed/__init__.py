"""What is only answered with a key."""
