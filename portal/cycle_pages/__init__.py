"""The pages of cycles: the dossiers of one, its places and ranking, its calendar, other rules."""
