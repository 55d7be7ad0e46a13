"""Papershelf: paper digests become a lasting, searchable archive of Markdown pages."""

__version__ = "0.1.0"
