"""What somebody typed on the page of a step: kept as it is, and read as answers of the step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData

from engine.runtime.requests import KEY
from engine.runtime.tokens import new_token
from engine.workflow import Ask, Step
from portal.dossier_pages.remedies import INTERNAL
from portal.filing_pages.fields import is_number, text

_PARIS: Final = ZoneInfo("Europe/Paris")
ANSWER: Final = "answer-"
"""Before the name of an answer: the name of its field."""

_SPACES: Final = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it came: its answers as they were typed, the reason, the version that was seen, and
    the key under which it moves a dossier once."""

    answers: Mapping[str, str]
    reason: str
    seen: int
    key: str


def asked_of_a_person(step: Step) -> tuple[Ask, ...]:
    """What the page of a step asks for: all but the papers, which other pages give."""
    return tuple(ask for ask in step.asks if ask.name not in INTERNAL)


def typed(form: FormData, asks: Iterable[Ask], own: str) -> Typed:
    """What was typed. Keys that begin with `own` are used up by this page alone; another one is
    replaced, and without a version that is one, nothing was seen."""
    seen, key = text(form, "seen"), text(form, "key")
    answers = {ask.name: _lines(text(form, f"{ANSWER}{ask.name}")) for ask in asks}
    known = key.startswith(own) and KEY.fullmatch(key)
    return Typed(
        answers,
        _lines(text(form, "reason")).strip(),
        int(seen) if is_number(seen) else 0,
        key if known else new_key(own),
    )


def new_key(own: str) -> str:
    """A key for one form that is about to be shown."""
    return f"{own}{new_token()}"


def given(asks: Iterable[Ask], answers: Mapping[str, str]) -> dict[str, Any]:
    """The answers for the engine; what was left empty is not among them."""
    return dict(_given(asks, answers))


def _given(asks: Iterable[Ask], answers: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for ask in asks:
        said = answers.get(ask.name, "")
        if not said.strip():
            continue
        if ask.kind == "texts":
            yield ask.name, [line.strip() for line in said.splitlines() if line.strip()]
        elif ask.kind in ("number", "amount"):
            yield ask.name, said.translate(_SPACES).strip()
        elif ask.kind == "instant":
            yield ask.name, _in_paris(said.strip())
        else:
            yield ask.name, said


def _in_paris(said: str) -> str:
    """An instant with its zone: that of Paris, where it names none."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return said
    return (moment if moment.tzinfo else moment.replace(tzinfo=_PARIS)).isoformat()


def _lines(said: str) -> str:
    """As it was typed: browsers send the ends of lines in another way."""
    return said.replace("\r\n", "\n").replace("\r", "\n")
