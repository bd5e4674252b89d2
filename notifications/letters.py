"""A letter from its template: one file per key and language, subject and text in one file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import DictLoader, Environment, StrictUndefined

from engine.calendar import Deadline
from engine.dates import said, said_day
from engine.dossier import Dossier
from engine.words import Language, Words
from notifications.receives import receives
from notifications.recipients import role_of

DECIDED_BY_THE_BUREAU: Final = frozenset(
    {"assistance_bureau", "assistance_emergency", "assistance_preparatory"}
)
"""The mechanisms whose requests the Bureau decides; all others go to the Committee."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to send: plain text, lines of any length."""

    key: str
    language: Language
    subject: str
    text: str


def _templates() -> dict[str, str]:
    folder = resources.files("notifications") / "templates"
    return {
        file.name.removesuffix(".txt"): file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=DictLoader(_templates()),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text, nothing reads it as HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def moment(value: Deadline | str, zone: str = "Europe/Paris") -> str:
        if isinstance(value, Deadline):
            return value.spoken(language)
        return said(datetime.fromisoformat(value).astimezone(ZoneInfo(zone)), language)

    def day(value: date | str) -> str:
        # The day of an instant depends on its zone: a letter tells instants with `moment`.
        whole = date.fromisoformat(value) if isinstance(value, str) else value
        return said_day(whole, language)

    def dollars(amount: int) -> str:
        return f"US${amount:,}" if language == "en" else f"{amount:,} $ É.-U.".replace(",", " ")

    def listed(names: Iterable[str]) -> str:
        *others, last = names
        joined = " and " if language == "en" else " et "
        return ", ".join(others) + joined + last if others else last

    def spoken(words: Words) -> str:
        return words.spoken(language)

    def decided_by_the_bureau(dossier: Dossier) -> bool:
        return dossier.workflow in DECIDED_BY_THE_BUREAU

    environment.filters.update(
        moment=moment, day=day, dollars=dollars, listed=listed, spoken=spoken,
        derived=lambda due: due.derived(language), cited=lambda due: due.cited(language),
    )  # fmt: skip
    environment.tests.update(decided_by_the_bureau=decided_by_the_bureau)
    return environment


def written() -> frozenset[tuple[str, str]]:
    """Every (key, language) for which a letter is written."""
    return frozenset(
        (key, language) for key, _, language in (name.rpartition(".") for name in _templates())
    )


def render(key: str, language: Language, dossier: Dossier, about: Mapping[str, Any]) -> Letter:
    """The letter of that key about a dossier.

    The template knows `dossier` (its `reference`, `workflow`, `states`, `cycle`), every fact of
    the dossier by its name, and `about`: `mechanism`, `deadlines`, `session`, and where they are
    given `paragraph`, which an officer added, and `receives`, why it came. A name it does not
    know raises jinja2's UndefinedError: a letter with a hole never leaves. So it asks for the
    dossier's state nowhere: a held letter leaves when the dossier may have moved on.
    """
    template = _environment(language).get_template(f"{key}.{language}")
    usual = {"paragraph": "", "receives": receives(role_of(key), dossier.reference)}
    text = template.render({**usual, **dossier.facts, **about, "dossier": dossier})
    subject, _, body = text.partition("\n")
    if not subject.startswith("Subject: "):
        raise ValueError(f"the letter {key}.{language} does not begin with its subject")
    return Letter(key, language, subject.removeprefix("Subject: ").strip(), body.strip() + "\n")
