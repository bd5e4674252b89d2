"""The addresses of the pages that anyone may read."""

from fastapi import FastAPI

from portal.here import Here
from portal.public_pages import decisions, law, process, start, statistics, told


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    for pages in (start, process, decisions, statistics, law, told):
        pages.add_to(app, here)
