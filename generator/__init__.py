"""Papershelf: paper digests become a lasting, searchable archive of Markdown pages."""

import gc

# Importing what a command needs makes objects by the ten thousand and no cycles. This holds for the process.
gc.set_threshold(50_000)

__version__ = "0.1.0"
