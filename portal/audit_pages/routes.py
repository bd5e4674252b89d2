"""The addresses of these pages."""

from fastapi import FastAPI

from portal.audit_pages.look import Look
from portal.here import Here


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    app.get("/audit")(Look(here).page)
