"""Reports of States: on elements in need of urgent safeguarding, and periodic ones, by region."""
