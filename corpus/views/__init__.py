"""The pages about texts, one file a journey."""
