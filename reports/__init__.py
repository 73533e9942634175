"""What supervisors see: coverage, agreement."""
