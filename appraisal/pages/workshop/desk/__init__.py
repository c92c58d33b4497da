"""The desk from which a workshop is run."""
