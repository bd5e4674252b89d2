"""Who is before the pages: signing in, being signed in, signing out."""
