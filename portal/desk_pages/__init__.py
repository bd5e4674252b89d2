"""The desk of those who work on many files: what is due, by whom, and steps in bulk."""
