"""The desk of a State: where each of its files stands, and what is asked of it."""
