"""/law: every parameter and every requirement with its paragraph, and the history of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI, Request, Response

from engine.parameters import UnknownParameter
from engine.workflow import Step, Workflow
from portal.cycle_pages.timetable import Date, dates
from portal.here import Here
from portal.public_pages.law_found import all_of, is_draft, parameter, spoken_cite
from portal.rendered import Unknown
from portal.words import PARIS, words
from workflows.timetable import CALENDAR

AROUND: Final = (-1, 4)
"""The cycles whose dates are shown, counted from this year."""

MOST_LETTERS: Final = 100


def add_to(app: FastAPI, here: Here) -> None:
    """Give the application these pages."""
    shown = _Law(here)
    app.get("/law")(shown.all)
    app.get("/law/{key}")(shown.one)


@dataclass(frozen=True)
class _Law:
    here: Here

    def all(self, request: Request, q: str = "", paragraph: str = "") -> Response:
        """All of it, or what is asked for."""
        office = self.here.office
        today = office.clock().astimezone(PARIS).date()
        law = all_of(office.book.law, words()["parameter"], office.book.rules, today)
        asked = q.strip()[:MOST_LETTERS]
        return self.here.render(
            request,
            "law.html",
            q=asked,
            paragraph=paragraph if paragraph in law.paragraphs else "",
            law=law.found(asked, paragraph if paragraph in law.paragraphs else ""),
            **_said(),
        )

    def one(self, request: Request, key: str) -> Response:
        """One parameter with all its values, or one requirement with the steps that ask it."""
        book = self.here.office.book
        if key in book.rules:
            rule = book.rules[key]
            return self.here.render(
                request, "law_rule.html", rule=rule, steps=list(self._steps(key))
            )
        today = self.here.office.clock().astimezone(PARIS).date()
        try:
            found = parameter(book.law, words()["parameter"], key, today)
        except UnknownParameter as unknown:
            raise Unknown("law_no_key", key) from unknown
        years = range(today.year + AROUND[0], today.year + AROUND[1])
        follows = list(self._dates(key, years)) if key in CALENDAR else []
        return self.here.render(request, "law_value.html", one=found, follows=follows, **_said())

    def _steps(self, key: str) -> Iterator[tuple[Workflow, Step | None]]:
        """The steps at which a rule is asked; None for every step of a workflow."""
        for workflow in self.here.office.book.workflows.values():
            if any(rule.name == key for rule in workflow.always):
                yield workflow, None
            for step in workflow.steps:
                if any(rule.name == key for rule in step.guards):
                    yield workflow, step

    def _dates(self, key: str, years: range) -> Iterator[tuple[int, Date]]:
        for year in years:
            try:
                found = dates(self.here.office.book.law, year)
            except UnknownParameter:
                continue
            yield from ((year, one) for one in found if one.name == key)


def _said() -> dict[str, Any]:
    return {"is_draft": is_draft, "spoken_cite": spoken_cite}
