"""The technical completeness check: seventeen items, what a machine sees and what needs eyes."""
