"""What checks and importing know of language: words, sentences, patterns. It knows no page and no file."""
