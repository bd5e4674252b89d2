"""The addresses of cycles."""

from fastapi import FastAPI

from portal.cycle_pages import overview, ranking, simulator, timetable
from portal.here import Here


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    for pages in (overview, ranking, simulator, timetable):
        pages.add_to(app, here)
