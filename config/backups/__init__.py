"""Backups: one file that holds everything an installation needs to go on elsewhere, and the way back from it."""
