"""Who works on which project, in which role."""
