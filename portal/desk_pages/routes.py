"""The addresses of these pages."""

from fastapi import FastAPI

from portal.desk_pages import look, steps, views
from portal.here import Here


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    look.add_to(app, here)
    steps.add_to(app, here)
    views.add_to(app, here)
