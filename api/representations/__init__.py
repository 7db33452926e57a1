"""Other forms of what is stored: chosen members only, other forms of rich text, whole documents as Markdown.

They are made when somebody reads, from the immutable body of an edition, and kept in memory for the next who asks.
"""
