"""The appraisal file: guarded YAML in, YAML that people like to read out."""
