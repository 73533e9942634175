"""Agreement of any coding in a CSV file, without a project: read it, measure it, tell it (pure)."""
