"""What a new archive begins with."""
