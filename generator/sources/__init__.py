"""The network: what a source publishes, as bytes that a reader can read."""
