"""How a dossier travels, and why: the workflows of the Convention as tables."""
