"""The addresses of the pages of letters, in the order in which they are asked."""

from fastapi import FastAPI

from portal.here import Here
from portal.letter_pages import desk, foreseen, one, search


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages. What is no other page is the key of a letter."""
    desk.add_to(app, here, here.settings)
    foreseen.add_to(app, here, here.settings)
    search.add_to(app, here)
    one.add_to(app, here, here.settings)
