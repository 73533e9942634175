"""The only places where themes and versions of the codebook are written."""
