"""The only places where annotations are written, one file a journey."""
