"""What leaves: formats and exports."""
