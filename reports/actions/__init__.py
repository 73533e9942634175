"""Changes of what reports keep. Folding is derived, so it is no operation, and nobody needs to undo it."""
