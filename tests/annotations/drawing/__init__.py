"""Drawing by chance."""
