"""What digests leave out of papers, and what becomes of papers later, is looked for in other sources."""
