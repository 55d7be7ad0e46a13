"""What a build writes, and how it takes the place of what the last one left."""
