"""A filled form as a PDF: an official file to be read, printed and handed in."""
