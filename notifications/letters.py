"""A letter from its template: the shipped file of its key and language, or what the office wrote in
its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import DictLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

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

Wording = Mapping[tuple[str, str], tuple[int, str]]
"""What the office wrote in place of shipped letters: by (key, language), the version and its text.
"""

ORIGINALS: Final[Wording] = MappingProxyType({})
"""The office has written nothing: every letter is as it is shipped."""

_START_OF_TEXT: Final = "\x02"  # no fact and no text that is kept holds this character


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to send: plain text, lines of any length; and which version of the office's
    own wording it was written with, 0 where it is the shipped one."""

    key: str
    language: Language
    subject: str
    text: str
    wording: int = 0


@cache
def _originals() -> Mapping[str, str]:
    folder = resources.files("notifications") / "templates"
    return {
        file.name.removesuffix(".txt"): file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }


def original(key: str, language: Language) -> str:
    """The shipped template of a letter. KeyError where none is written."""
    return _originals()[f"{key}.{language}"]


@cache
def _environment(language: Language) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader({name: _marked(text) for name, text in _originals().items()}),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def moment(value: Deadline | str, zone: str = "Europe/Paris") -> str:
        if isinstance(value, Deadline):
            return value.spoken(language)
        # A fact that is not there yet says so as a text, and is no instant to complain of.
        return said(datetime.fromisoformat(str(value)).astimezone(ZoneInfo(zone)), language)

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
        (key, language) for key, _, language in (name.rpartition(".") for name in _originals())
    )


def render(
    key: str,
    language: Language,
    dossier: Dossier,
    about: Mapping[str, Any],
    wording: Wording = ORIGINALS,
) -> Letter:
    """The letter of that key about a dossier, in the office's own wording where there is one.

    The template knows `dossier` (its `reference`, `workflow`, `states`, `cycle`), every fact of
    the dossier by its name, and `about`: `mechanism`, `deadlines`, `session`, and where they are
    given `paragraph`, which an officer added, and `receives`, why it came. A name it does not
    know raises jinja2's UndefinedError: a letter with a hole never leaves. So it asks for the
    dossier's state nowhere: a held letter leaves when the dossier may have moved on.
    """
    version, written_anew = wording.get((key, language), (0, ""))
    template = (
        _compiled(language, written_anew)
        if version
        else _environment(language).get_template(f"{key}.{language}")
    )
    usual = {"paragraph": "", "receives": receives(role_of(key), dossier.reference)}
    text = template.render({**usual, **dossier.facts, **about, "dossier": dossier})
    subject, _, body = text.partition(_START_OF_TEXT)
    if not subject.startswith("Subject: "):
        raise ValueError(f"the letter {key}.{language} does not begin with its subject")
    in_one_line = " ".join(subject.removeprefix("Subject: ").split())
    return Letter(key, language, in_one_line, body.strip() + "\n", version)


@lru_cache(maxsize=256)
def _compiled(language: Language, text: str) -> Template:
    """A template that is no file, made once for as long as it is used."""
    return _environment(language).from_string(_marked(text))


def _marked(text: str) -> str:
    """The template with its first line set apart, however many lines a fact in it has."""
    return text.replace("\n", f"{_START_OF_TEXT}\n", 1)
