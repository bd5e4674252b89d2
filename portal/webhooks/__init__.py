"""Telling programs what happened: where to, in which words, signed, and what became of it."""
