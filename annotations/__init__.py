"""What people did: rounds, assignments, passages and their themes, read marks."""
