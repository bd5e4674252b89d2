"""The pages of an office, put together."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from engine.runtime.office import Office
from engine.words import Words
from portal.account_pages import routes as account_pages
from portal.api import routes as api
from portal.api_pages import routes as api_pages
from portal.audit_pages import routes as audit_pages
from portal.cycle_pages import routes as cycle_pages
from portal.desk_pages import routes as desk_pages
from portal.dossier_pages import routes as dossier_pages
from portal.filing.attach import Archive
from portal.filing_pages import routes as filing_pages
from portal.form_pages import routes as form_pages
from portal.headers import Guarded
from portal.here import About, Here
from portal.identity import routes as identity
from portal.identity.current import required
from portal.letter_pages import routes as letter_pages
from portal.operating import health
from portal.operating.logged import Logged
from portal.operating.request_id import Named
from portal.public_pages import routes as public_pages
from portal.reminder_pages import routes as reminder_pages
from portal.rendered import Rendered
from portal.settings import Settings
from portal.state_pages import routes as state_pages
from portal.wording_pages import routes as wording_pages


def pages(
    office: Office,
    about: About,
    banner: Words | None,
    archive: Archive,
    settings: Settings | None = None,
    *,
    demonstration: bool = False,
) -> FastAPI:
    """The pages of an office; `about` is what may be said of a dossier beyond its facts, `banner`
    is said on each page, and `archive` is where attachments are kept."""
    app = FastAPI(title="ich-dossiers", openapi_url=None)
    rendered = Rendered(office, banner)
    here = Here(office, archive, rendered.page, about, settings or Settings(), demonstration)
    identity.add_to(app, office, rendered.page)
    app.add_middleware(Guarded)  # after what refuses foreign writes: those answers too
    app.add_middleware(Logged)
    app.add_middleware(Named)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    for programs in (api, api_pages):
        programs.add_to(app, here)
    for room in (public_pages, cycle_pages, desk_pages, state_pages, account_pages, audit_pages):
        room.add_to(app, here)
    filing_pages.add_to(app, here)
    wording_pages.add_to(app, here)
    letter_pages.add_to(app, here)
    form_pages.add_to(app, office, rendered.page, required)
    reminder_pages.add_to(app, office, rendered.page)
    dossier_pages.add_to(app, here)
    health.add_to(app, here)
    rendered.tell_of_faults(app)
    return app
