"""The pages of projects: one file a journey."""
