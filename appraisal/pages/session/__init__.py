"""What this visitor has open, and who it is."""
