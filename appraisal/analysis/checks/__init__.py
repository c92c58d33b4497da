"""What to look at before trusting an appraisal: what is missing, and what its criteria lack."""
