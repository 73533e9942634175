"""The only places where texts, their kinds and their provenance are written."""
