"""How the pages speak: their own words in two languages, instants, names, links."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine import bilingual
from engine.citation import Citation
from engine.dates import said, said_day
from engine.words import Language, Words
from workflows.selection.kept import read_again
from workflows.states_parties import as_indexed, in_words

if TYPE_CHECKING:
    from fastapi import Request

TEMPLATES: Final = Path(__file__).parent / "templates"
PARIS: Final = ZoneInfo("Europe/Paris")
FILES: Final = (
    "words", "sign_in_words", "filing_words", "reminder_words", "wording_words", "letter_words",
    "letter_names", "account_words", "second_words", "desk_words", "dossier_words", "cycle_words",
    "state_words", "public_words", "audit_words", "api_words",
)  # fmt: skip
OUTSIDE: Final = "outside"
"""Stands for the cycle in the address of the dossiers that belong to none."""

DIRECTION: Final[Mapping[Language, str]] = {"en": "ltr", "fr": "ltr"}
"""In which direction each language is written; every style is said in logical directions."""

CLOSED: Final = "closed"
"""Whose turn it is when it is nobody's: the owner of a final state."""


@cache
def words() -> Mapping[str, Mapping[str, Words]]:
    """Every word of the pages, by its kind and its name."""
    known: dict[str, dict[str, Words]] = {}
    for file in FILES:
        kinds = tomllib.loads((TEMPLATES / f"{file}.toml").read_text("utf-8"))
        for kind, names in kinds.items():
            known.setdefault(kind, {}).update({k: Words(**said) for k, said in names.items()})
    return known


def say(language: Language, name: str, *values: object) -> str:
    """The page's own words of that name, with the values in their places."""
    return words()["page"][name].spoken(language).format(*values)


def named(language: Language, kind: str, name: str) -> str:
    """The words for a name of that kind; a name that nobody put into words is said as it is."""
    known = words()[kind].get(name or CLOSED)
    return name.replace("_", " ") if known is None else known.spoken(language)


def counted(language: Language, number: int) -> str:
    """So many dossiers, in words: in French none is singular, like one."""
    one = number == 1 or (language == "fr" and number == 0)
    return f"{number} dossier{'' if one else 's'}"


def link(language: Language, *parts: object, **query: str) -> str:
    """The address of a page in that language; whatever stands in a reference stays inside it."""
    asked = {name: str(value) for name, value in query.items() if value}
    if language != "en":
        asked["lang"] = language
    return _address(tuple(map(str, parts)), tuple(asked.items()))


@lru_cache(maxsize=4096)
def _address(parts: tuple[str, ...], asked: tuple[tuple[str, str], ...]) -> str:
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    return f"{path}?{urlencode(asked)}" if asked else path


def language_of(request: "Request") -> Language:
    """The language that an address asks for."""
    return "fr" if request.query_params.get("lang") == "fr" else "en"


def as_instant(value: datetime | str) -> datetime:
    """An aware instant, also from the text that entries and facts keep."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def moment(language: Language, value: datetime | str) -> str:
    """An instant on the clocks of Paris."""
    return said(as_instant(value).astimezone(PARIS), language)


def day(language: Language, value: date | str) -> str:
    """A day, or the day an instant has in Paris."""
    one = as_instant(value) if isinstance(value, str) else value
    if isinstance(one, datetime) and one.tzinfo is not None:
        one = one.astimezone(PARIS)
    return said_day(one, language)


def utc(value: datetime | str) -> str:
    """An instant in UTC, "2027-03-31 16:00 UTC"."""
    return f"{as_instant(value).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def iso(value: datetime | str) -> str:
    """An instant for machines, to the second."""
    return f"{as_instant(value).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def cited(language: Language, paragraph: Citation | str) -> str:
    """A paragraph as that language cites it: OD 54, DO 54; what forms are cited by is in words."""
    said = bilingual.cited(str(paragraph)).spoken(language)
    if language == "en":
        return said
    for phrase, known in words()["cite"].items():
        said = said.replace(phrase, known.fr)
    return said


def kept(language: Language, text: str) -> str:
    """The reasons that a dossier keeps with its place: a line each, with its paragraph."""
    return "\n".join(
        f"{sentence} [{cited(language, cite)}]" if cite else sentence
        for sentence, cite in read_again(text, language)
    )


def party(language: Language, name: str) -> str:
    """A State Party by its name."""
    return in_words(name).spoken(language)


def parties(language: Language, names: Iterable[str]) -> str:
    """States Parties by their names, with commas."""
    return ", ".join(party(language, one) for one in names)


def in_order(language: Language, names: Iterable[str]) -> list[str]:
    """Names of States Parties in the order in which that language looks them up."""
    return sorted(names, key=lambda one: as_indexed(party(language, one)))


def dollars(language: Language, amount: int) -> str:
    """An amount in whole United States dollars."""
    if language == "en":
        return f"US${amount:,}"
    return f"{amount:,} $ É.-U.".replace(",", "\N{NO-BREAK SPACE}")


@cache
def speaking(language: Language) -> Environment:
    """The templates in that language: everything is escaped, and no hole goes unnoticed."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for spoken in (
        say,
        named,
        counted,
        link,
        moment,
        day,
        dollars,
        cited,
        kept,
        party,
        parties,
        in_order,
    ):
        in_it = partial(spoken, language)
        environment.globals[spoken.__name__] = environment.filters[spoken.__name__] = in_it
    environment.globals["language"] = language
    environment.globals["direction"] = DIRECTION[language]
    environment.globals["other"] = "fr" if language == "en" else "en"
    environment.filters.update(utc=utc, iso=iso, spoken=lambda said: said.spoken(language))
    again = environment.get_template("again.html").module
    for name in _AGAIN:
        environment.globals[name] = lru_cache(maxsize=4096)(getattr(again, name))
    return environment


_SPOKEN: Final = (
    say, named, counted, link, moment, day, dollars, cited, kept, party, parties, in_order,
)  # fmt: skip

_AGAIN: Final = ("when", "turn", "desk_line")
"""Macros that depend on nothing but what they are given, which lists say in every line."""
