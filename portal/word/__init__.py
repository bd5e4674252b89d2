"""A form as a Word document, both ways: written to be filled in, and read back."""
