"""The answers a step needs: what was given, read into facts, or what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from typing import Any, Final

from engine.bilingual import headed
from engine.content import stamp
from engine.dossier import Fact
from engine.rules import Finding
from engine.words import Words
from engine.workflow import Ask, Kind, Step

LONGEST_TEXT = 1_000_000
"""Characters of one answer: a letter that names everything missing for each of all States, with
every note of an officer, has a quarter of that. Longer texts belong into an attachment."""

LONGEST_REASON = 20_000
"""Characters of a reason, or of what somebody says beside an item."""

LONGEST_LINE = 500
"""Characters of a name, an address or a number: what stands in one line of a letter."""


class _Unfit(ValueError):
    """An answer that is none; why not, in both languages."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.said = Words(en, fr)


def read(step: Step, given: Mapping[str, Any]) -> tuple[dict[str, Fact], list[Finding]]:
    """The facts that the given answers make, and every fault found in them."""
    facts: dict[str, Fact] = {}
    faults: list[Words] = []
    for ask in step.asks:
        value = given.get(ask.name)
        if value is None or value in ("", [], ()):
            if ask.required:
                en, fr = _named(ask)
                faults.append(Words(f"{en} is not given", f"{fr} : aucune réponse n'est donnée"))
            continue
        try:
            facts[ask.name] = _READERS[ask.kind](ask, value)
        except _Unfit as fault:
            faults.append(headed(_named(ask), fault.said))
    faults += _unasked(step, given)
    return facts, [Finding("answers", fault, step.cite) for fault in faults]


def _named(ask: Ask) -> Words:
    """A question in words, and under the name by which commands and interfaces give its answer."""
    return Words(f"{ask.label.en} ({ask.name})", f"{ask.label.fr} ({ask.name})")


def _unasked(step: Step, given: Mapping[str, Any]) -> Iterator[Words]:
    asked = {ask.name: _named(ask) for ask in step.asks}
    listed = [asked[name] for name in sorted(asked)]
    en = f"asked for: {', '.join(one.en for one in listed)}" if listed else "nothing is"
    fr = f"il est demandé : {', '.join(one.fr for one in listed)}" if listed else "rien ne l'est"
    for name in given:
        if name not in asked:
            yield Words(
                f"{name!r} is not asked for here; {en}", f"« {name} » n'est pas demandé ici ; {fr}"
            )


_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Controls other than tabs and line ends, and halves of characters."""


def unreadable(text: str, most: int = LONGEST_REASON) -> Words | None:
    """Why a text cannot be kept for ever: too long, or not made of characters; None if it can."""
    if len(text) > most:
        return Words(f"it is longer than {most} characters", f"plus de {most} caractères")
    if _NO_CHARACTER.search(text):
        return Words("it holds control characters", "caractères de contrôle non admis")
    return None


def _text(ask: Ask, value: Any) -> str:
    if not isinstance(value, str):
        raise _Unfit("it is not a text", "ce n'est pas un texte")
    if fault := unreadable(value, LONGEST_TEXT):
        raise _Unfit(*fault)
    if not value.strip():
        raise _Unfit("it is blank", "la réponse est vide")
    return value.strip()


def _line(ask: Ask, value: Any) -> str:
    text = _text(ask, value)
    if len(text) > LONGEST_LINE or any(c in text for c in "\n\r\t"):
        raise _Unfit(
            f"it is not one line of at most {LONGEST_LINE} characters",
            f"ce n'est pas une seule ligne de {LONGEST_LINE} caractères au plus",
        )
    return text


def _texts(ask: Ask, value: Any) -> list[str]:
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise _Unfit("it is not a list of texts", "ce n'est pas une liste de textes")
    texts = [_line(ask, part) for part in parts]
    if len(set(texts)) < len(texts):
        raise _Unfit("it names the same twice", "le même nom y figure deux fois")
    return texts


def _day(ask: Ask, value: Any) -> str:
    try:
        return date.fromisoformat(_text(ask, value)).isoformat()
    except ValueError:
        raise _Unfit(
            f"{value!r} is not a day like 2027-03-31",
            f"« {value} » n'est pas une date telle que 2027-03-31",
        ) from None


def _instant(ask: Ask, value: Any) -> str:
    try:
        moment = datetime.fromisoformat(_text(ask, value))
        if moment.tzinfo is None:
            raise ValueError
        in_utc = moment.astimezone(UTC)
        if not MINYEAR < in_utc.year < MAXYEAR:  # it could not be said on all clocks
            raise ValueError
        return stamp(in_utc)
    except (ValueError, OverflowError):
        like = "2027-03-31T18:00:00+02:00"
        raise _Unfit(
            f"{value!r} is not an instant with its zone, like {like}",
            f"« {value} » n'est pas un instant avec son fuseau, tel que {like}",
        ) from None


def _number(ask: Ask, value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 12:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
        return value
    raise _Unfit(
        f"{value!r} is not a whole number from 0 to twelve digits",
        f"« {value} » n'est pas un nombre entier positif ou nul de douze chiffres au plus",
    )


def _yes_no(ask: Ask, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return bool(value == "yes")
    raise _Unfit(f"{value!r} is neither yes nor no", f"« {value} » : répondre par oui ou par non")


def _choice(ask: Ask, value: Any) -> str:
    if value in ask.choices:
        return str(value)
    known = ", ".join(ask.choices)
    raise _Unfit(
        f"{value!r} is none of {known}", f"« {value} » n'est pas l'une des valeurs {known}"
    )


_READERS: Mapping[Kind, Callable[[Ask, Any], Fact]] = {
    "text": _text,
    "line": _line,
    "texts": _texts,
    "day": _day,
    "instant": _instant,
    "amount": _number,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
}
