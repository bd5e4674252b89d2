"""The page that a link in a letter opens: what one is reminded of, and what one wants of that."""
