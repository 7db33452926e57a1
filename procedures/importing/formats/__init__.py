"""Which reader reads which kind of file."""
