"""What an attached file really is, and whether it is what its document asks for."""
