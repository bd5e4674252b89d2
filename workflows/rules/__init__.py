"""What the Convention requires of a step: one file per subject, pure functions with citations."""
