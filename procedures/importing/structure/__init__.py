"""A file's pieces as a treatment page: title, preamble, sections, blocks."""
