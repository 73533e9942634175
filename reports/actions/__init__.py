"""Changes of what reports keep."""
