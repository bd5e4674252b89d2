"""Signing in at another provider (OpenID Connect): whoever it vouches for must be known here."""
