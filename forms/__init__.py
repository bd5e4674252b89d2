"""What is asked, by official code and edition."""
