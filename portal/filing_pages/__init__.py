"""The pages on which a State attaches and files, and an officer checks."""
