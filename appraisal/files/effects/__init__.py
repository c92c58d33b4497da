"""The plain effects table, in and out."""
