"""What is answered beside documents and their lists."""
