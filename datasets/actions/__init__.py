"""What is asked of this app that takes time."""
