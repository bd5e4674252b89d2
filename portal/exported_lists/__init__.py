"""Lists of dossiers as files: what a filter shows, as CSV and as XLSX."""
