"""A round from its question to what is agreed."""
