"""Long work: a job with progress that survives a kill."""
