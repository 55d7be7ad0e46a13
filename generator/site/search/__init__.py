"""Search: what a reader's browser loads to find a paper, a person, an id or the right spelling."""
