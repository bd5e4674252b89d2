"""One's own account, and the accounts of all."""
