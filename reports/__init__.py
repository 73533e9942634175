"""What supervisors see: coverage."""
