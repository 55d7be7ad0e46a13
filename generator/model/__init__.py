"""The nouns of the archive: values without disk, network or clock."""
