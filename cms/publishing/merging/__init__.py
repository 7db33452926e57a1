"""What two people made of the same content, put together: part by part, and never a mixture that nobody wrote."""
