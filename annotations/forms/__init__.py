"""What people may type about annotations."""
