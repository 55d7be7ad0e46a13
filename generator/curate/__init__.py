"""What a curator does to many files at once. Each command is a plan, as an ingest is."""
