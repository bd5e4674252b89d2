"""The form on pages: filled in section by section, without a script or saved while one types."""
