"""Plain text read line by line: noise out, lines joined to paragraphs, items gathered to lists."""
