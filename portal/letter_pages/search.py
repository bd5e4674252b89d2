"""/letters/search: every letter that was ever promised or sent, found again."""

from dataclasses import dataclass, replace

from fastapi import FastAPI, Request, Response

from engine.runtime import queries
from engine.runtime.kept_letters import search
from engine.runtime.known_as import find
from notifications.letters import written
from portal.here import Here
from portal.letter_pages.officers import officer
from portal.letter_pages.sought import STATUSES, Sought
from portal.words import language_of, named

MOST = 30
"""Letters on a page."""


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application this page."""
    app.get("/letters/search")(_Search(here).look)


@dataclass(frozen=True)
class _Search:
    here: Here

    def look(self, request: Request) -> Response:
        """The letters that were asked for, the latest first; without a question, all."""
        officer(self.here, request)
        given = {name: text.strip() for name, text in request.query_params.items()}
        asked = Sought(**{name: given.get(name, "") for name in Sought.__dataclass_fields__})
        with queries.looking(self.here.office.database) as connection:
            # A file number is as good as a reference; what is neither finds nothing.
            dossier = find(connection, asked.dossier) or asked.dossier
            found = search(
                connection,
                asked.text,
                reference=dossier or None,
                address=asked.address or None,
                template=asked.template or None,
                status=asked.status or None,
                since=asked.since,
                until=asked.until,
                most=MOST,
                after=asked.after or None,
            )
        language, known = language_of(request), {key for key, _ in written()}
        return self.here.render(
            request,
            "letters_search.html",
            200,
            asked=asked,
            found=found.letters,
            older=replace(asked, after=found.after or ""),
            statuses=STATUSES,
            templates=[(key, named(language, "letter", key)) for key in known],
        )
