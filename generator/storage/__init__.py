"""The archive on disk: read as one value, written whole, file by file."""
