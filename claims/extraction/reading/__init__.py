"""A text as articles, paragraphs, quotations and sentences."""
