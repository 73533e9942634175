"""The only places where projects and people are written."""
