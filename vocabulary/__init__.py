"""What it is read for: the controlled themes and the versions of the codebook."""
