"""The addresses of these pages."""

from fastapi import FastAPI

from portal.api_pages import documented, tokens, webhooks
from portal.here import Here


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    for pages in (documented, tokens, webhooks):
        pages.add_to(app, here)
