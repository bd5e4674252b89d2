"""The addresses of the desk of a State."""

from fastapi import FastAPI

from portal.here import Here
from portal.state_pages import calendars, confirming, desk, letters, order


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages. They come before the address that takes any reference."""
    for pages in (desk, order, letters, calendars, confirming):
        pages.add_to(app, here)
