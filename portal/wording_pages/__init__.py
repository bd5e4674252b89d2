"""The pages on which the office words its letters: written, checked, previewed, kept, restored."""
