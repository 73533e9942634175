"""The pages of reports, one file a journey."""
