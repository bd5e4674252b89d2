"""The page of one dossier: where it stands, what can be done, what has happened."""
