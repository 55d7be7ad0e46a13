"""Papershelf: paper digests become a lasting, searchable archive of Markdown pages."""

import gc

gc.set_threshold(50_000)
"""Importing what a command needs makes objects by the ten thousand, and no circles to be collected."""

__version__ = "0.1.0"
