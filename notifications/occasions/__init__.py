"""Occasions: letters that an officer sends outside of the steps of a dossier, as cited data."""
