"""Running the portal for real: what is unsafe, what is missing, how it is, what it does."""
