"""One dossier taken out of the office: as data, as a form, and whole, in an archive."""
