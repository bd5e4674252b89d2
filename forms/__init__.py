"""What is asked, by official code and edition; the forms have their place here."""
