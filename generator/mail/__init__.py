"""The newsletter: a digest, or the best of a week, as a message."""
