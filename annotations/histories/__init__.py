"""Events put into words."""
