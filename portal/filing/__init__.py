"""From a draft to a file: what a State fills in, attaches and files, and what the check says."""
