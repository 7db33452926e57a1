"""What editors are told of languages: values they share, translations and their sources."""
