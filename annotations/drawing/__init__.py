"""Drawing by chance, pure: in which order, which share of each stratum, and who gets what."""
