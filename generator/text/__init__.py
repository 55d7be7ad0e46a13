"""Text in, text out: decoding, cleaning, Markdown, front matter."""
