"""The pages of annotations, one file a journey."""
