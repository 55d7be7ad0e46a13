"""The tagger against papers, and the commands that measure it."""
